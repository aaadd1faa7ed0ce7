import { tenants } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityWorld, identityWorld } from './testing/identity-world.ts';
import {
  academy,
  answer,
  askForAccount,
  finishSignUp,
  goOn,
  me,
  newEmail,
  password,
  platform,
  sessionCookie,
  signUp,
  toSignInPage,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

describe('a browser', () => {
  it('signs up, lands where it was, and is known by one cookie of this host', async () => {
    const browser = new TestBrowser(world.app);
    const query = '?screen=sign-up&returnTo=%2Fcourses%2Fvectors%3Ftab%3Dreviews';
    const { landed } = await signUp(browser, platform, query);
    expect(landed.url.href).toBe(`${platform}/courses/vectors?tab=reviews`);
    const own = browser.cookiesFor(`${platform}/`).filter((name) => !name.includes('issuer'));
    expect(own).toEqual([sessionCookie]);
    const { body } = await me(browser, platform);
    expect(body).toMatchObject({ name: 'Grace', roles: ['student'] });
  });

  it('signs in with a password; a wrong one is refused and the page stays open', async () => {
    const { email } = await signUp(new TestBrowser(world.app), platform);
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform);
    const wrong = await answer(browser, page, {
      path: 'password',
      body: { email, password: 'nope nope nope' },
    });
    expect(wrong.status).toBe(401);
    expect(JSON.parse(wrong.body)).toMatchObject({ code: 'invalid_credentials' });
    const right = await answer(browser, page, { path: 'password', body: { email, password } });
    const landed = await goOn(browser, right);
    expect(landed.url.href).toBe(`${platform}/`);
    expect((await me(browser, platform)).status).toBe(200);
  });

  it('gets a cookie that no script and no other site can use', async () => {
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform, '?screen=sign-up');
    expect(page.pathname).toMatch(/\/sign-up$/);
    const link = await askForAccount(browser, page, newEmail());
    const answered = await finishSignUp(browser, link);
    const resumed = await browser.request('GET', JSON.parse(answered.body).redirectTo);
    const back = await browser.request('GET', String(resumed.headers['location']));
    const session = [back.headers['set-cookie']]
      .flat()
      .find((line) => String(line).startsWith(`${sessionCookie}=`));
    expect(session).toMatch(
      /^edumaster_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const { rows } = await database.owner.query(`select row_to_json(s)::text as all
      from identity.sessions s order by created_at desc limit 1`);
    expect(rows[0].all).not.toContain(browser.cookie(`${platform}/`, sessionCookie));
  });

  it('signs up on an academy through the platform, and is a member there only', async () => {
    const browser = new TestBrowser(world.app);
    const { landed } = await signUp(browser, academy, '?screen=sign-up&returnTo=/learn');
    expect(landed.url.href).toBe(`${academy}/learn`);
    const there = await me(browser, academy);
    expect(there.body).toMatchObject({
      roles: ['member'],
      memberships: [{ tenantId: tenants.second, roles: ['member'] }],
    });
    expect((await me(browser, platform)).status).toBe(401);
  });

  it('is signed in on the second host without asking again', async () => {
    const browser = new TestBrowser(world.app);
    await signUp(browser, platform);
    const landed = await browser.visit(`${academy}/auth/sign-in?returnTo=/learn`);
    expect(landed.url.href).toBe(`${academy}/learn`);
    expect((await me(browser, academy)).body.roles).toEqual(['member']);
  });

  it('signs in in two tabs at once', async () => {
    const { email } = await signUp(new TestBrowser(world.app), platform);
    const browser = new TestBrowser(world.app);
    const first = await toSignInPage(browser, platform, '?returnTo=/first');
    const second = await toSignInPage(browser, platform, '?returnTo=/second');
    for (const [page, path] of [
      [second, '/second'],
      [first, '/first'],
    ] as const) {
      const answered = await answer(browser, page, { path: 'password', body: { email, password } });
      expect(answered.status).toBe(200);
      const resumed = await goOn(browser, answered);
      expect(resumed.url.pathname).toBe(path);
    }
  });
});

describe('another person in the same browser', () => {
  it('takes over on every host when both had the page open', async () => {
    const browser = new TestBrowser(world.app);
    const pages = [
      await toSignInPage(browser, platform, '?screen=sign-up'),
      await toSignInPage(browser, platform, '?screen=sign-up'),
    ];
    const emails: string[] = [];
    for (const page of pages) {
      const email = newEmail();
      emails.push(email);
      const answered = await finishSignUp(browser, await askForAccount(browser, page, email));
      const landed = await goOn(browser, answered);
      expect(landed.url.href).toBe(`${platform}/`);
      expect((await me(browser, platform)).body.email).toBe(email);
      if (emails.length === 1) await browser.visit(`${academy}/auth/sign-in`);
    }
    expect((await me(browser, academy)).status).toBe(401);
    await browser.visit(`${academy}/auth/sign-in`);
    expect((await me(browser, academy)).body.email).toBe(emails[1]);
  });
});

describe('behind TLS', () => {
  const secure = 'https://localhost';
  let secureWorld: IdentityWorld;

  beforeAll(async () => {
    const ours = { marketplace: tenants.first, academy: tenants.second };
    secureWorld = await identityWorld({ database, tenants: ours, origin: secure });
  });

  afterAll(() => secureWorld.app.close());

  it('every address is https, and every cookie secure and of this host alone', async () => {
    const browser = new TestBrowser(secureWorld.app);
    const left = await browser.request('GET', `${secure}/auth/sign-in?screen=sign-up`);
    expect(String(left.headers['set-cookie'])).toMatch(
      /^__Host-edumaster_sign_in_[^;]+;.*; Secure$/,
    );
    const asked = await browser.request('GET', String(left.headers['location']));
    const page = new URL(String(asked.headers['location']), secure);
    const answered = await finishSignUp(browser, await askForAccount(browser, page, newEmail()));
    const { redirectTo } = JSON.parse(answered.body);
    expect(redirectTo).toMatch(/^https:\/\/localhost\/oidc\/auth\//);
    const resumed = await browser.request('GET', redirectTo);
    const issuerCookie = [resumed.headers['set-cookie']]
      .flat()
      .find((line) => String(line).startsWith('__Host-edumaster_issuer='));
    expect(issuerCookie).toMatch(/; path=\/;.* secure; httponly/i);
    const landed = await browser.visit(String(resumed.headers['location']));
    expect(landed.url.href).toBe(`${secure}/`);
    expect(browser.cookiesFor(`${secure}/`)).toContain('__Host-edumaster_session');
    expect((await me(browser, secure)).status).toBe(200);
  });
});
