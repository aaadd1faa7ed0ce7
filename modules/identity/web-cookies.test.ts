import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from './module.ts';
import { type IdentityWorld, identityWorld } from './testing/identity-world.ts';
import {
  answer,
  askForAccount,
  finishSignUp,
  goOn,
  newEmail,
  password,
  platform,
  sessionCookie,
  signUp,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});
const secure = 'https://localhost';
const ours = { marketplace: tenants.first, academy: tenants.second };

let plain: IdentityWorld;
let behindTls: IdentityWorld;

beforeAll(async () => {
  plain = await identityWorld({ database, tenants: ours });
  behindTls = await identityWorld({ database, tenants: ours, origin: secure });
});

afterAll(() => Promise.all([plain.app.close(), behindTls.app.close()]));

/** Of a request as a browser with these cookies sends it. */
async function meWith(world: IdentityWorld, cookie: string) {
  const { host } = new URL(world.installation.origin);
  const answered = await world.app.inject({ url: '/api/v1/me', headers: { host, cookie } });
  return { status: answered.statusCode, email: answered.json().email as string | undefined };
}

/** Somebody with an account: their session on the platform's host. */
async function somebody(): Promise<{ email: string; session: string }> {
  const browser = new TestBrowser(plain.app);
  const { email } = await signUp(browser, platform);
  return { email, session: browser.cookie(`${platform}/`, sessionCookie) ?? '' };
}

async function somebodyBehindTls() {
  const browser = new TestBrowser(behindTls.app);
  const email = newEmail();
  const { url: page } = await browser.visit(`${secure}/auth/sign-in?screen=sign-up`);
  await goOn(browser, await finishSignUp(browser, await askForAccount(browser, page, email)));
  return { browser, email, page };
}

describe('a cookie that another host of the same domain has planted', () => {
  const hostPrefixed = `__Host-${sessionCookie}`;

  it('is no session behind TLS, where only this host can set the name that counts', async () => {
    const { browser, email } = await somebodyBehindTls();
    const session = browser.cookie(`${secure}/`, hostPrefixed) ?? '';
    expect(await meWith(behindTls, `${hostPrefixed}=${session}`)).toEqual({ status: 200, email });
    expect((await meWith(behindTls, `${sessionCookie}=${session}`)).status).toBe(401);

    const other = await somebodyBehindTls();
    const planted = other.browser.cookie(`${secure}/`, hostPrefixed) ?? '';
    const both = `${sessionCookie}=${planted}; ${hostPrefixed}=${session}`;
    expect(await meWith(behindTls, both)).toEqual({ status: 200, email });
  });

  it('does not bring a browser behind TLS back from a sign-in that it never began', async () => {
    const attacker = new TestBrowser(behindTls.app);
    const { email } = await somebodyBehindTls();
    const { url: page } = await attacker.visit(`${secure}/auth/sign-in`);
    const body = { email, password };
    const answered = await answer(attacker, page, { path: 'password', body });
    const resumed = await attacker.request('GET', JSON.parse(answered.body).redirectTo);
    const callback = String(resumed.headers['location']);
    expect(callback).toContain('/auth/callback?');
    const [name = ''] = attacker
      .cookiesFor(callback)
      .filter((cookie) => cookie.startsWith('__Host-edumaster_sign_in_'));
    const victim = new TestBrowser(behindTls.app);
    const flow = attacker.cookie(callback, name) ?? '';
    victim.setCookie(callback, name.replace('__Host-', ''), flow);
    expect((await victim.request('GET', callback)).status).toBe(400);
    expect(victim.cookiesFor(`${secure}/`)).not.toContain(hostPrefixed);
    // The same with the name that a neighbour cannot set: what is missing is the prefix.
    expect((await attacker.request('GET', callback)).status).toBe(302);
  });

  it('is not the issuer’s own session behind TLS', async () => {
    const { browser } = await somebodyBehindTls();
    const names = browser.cookiesFor(`${secure}/oidc/auth`);
    expect(names.filter((name) => name.includes('issuer'))).toSatisfy((issuer: string[]) =>
      issuer.every((name) => name.startsWith('__Host-edumaster_issuer')),
    );
    const victim = new TestBrowser(behindTls.app);
    for (const name of names.filter((one) => one.includes('issuer'))) {
      const value = browser.cookie(`${secure}/oidc/auth`, name) ?? '';
      victim.setCookie(secure, name.replace('__Host-', ''), value);
    }
    const { url } = await victim.visit(`${secure}/auth/sign-in`);
    expect(url.pathname).toMatch(/^\/sign-in\//);
  });

  it('without TLS makes nobody of two, in whichever order they come', async () => {
    const [victim, attacker] = [await somebody(), await somebody()];
    const own = `${sessionCookie}=${victim.session}`;
    const planted = `${sessionCookie}=${attacker.session}`;
    expect(await meWith(plain, own)).toEqual({ status: 200, email: victim.email });
    expect((await meWith(plain, `${planted}; ${own}`)).status).toBe(401);
    expect((await meWith(plain, `${own}; ${planted}`)).status).toBe(401);
    expect((await meWith(plain, `${own}; ${own}`)).status).toBe(200);
  });
});
