import { describe, expect, it } from 'vitest';
import {
  academy,
  me,
  platform,
  sessionCookie,
  signIn,
  signUp,
  toSignInPage,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

describe('signing out', () => {
  const sameOrigin = { headers: { 'sec-fetch-site': 'same-origin' } };

  it('ends the session on every host, and the next sign-in asks again', async () => {
    const browser = new TestBrowser(world.app);
    await signUp(browser, platform);
    await browser.visit(`${academy}/auth/sign-in`);
    const stolen = browser.cookie(`${platform}/`, sessionCookie);
    const out = await browser.request('POST', `${academy}/auth/sign-out`, sameOrigin);
    expect(out.status).toBe(204);
    expect(browser.cookiesFor(`${academy}/`)).not.toContain(sessionCookie);
    expect((await me(browser, platform)).status).toBe(401);
    const replayed = await world.app.inject({
      url: '/api/v1/me',
      headers: { host: 'localhost:3000', cookie: `${sessionCookie}=${stolen}` },
    });
    expect(replayed.statusCode).toBe(401);
    await toSignInPage(browser, platform);
    await toSignInPage(browser, academy);
    const { rows } = await database.owner.query(
      `select 1 from identity.sessions where revoked_at is not null and id in (
         select id from identity.sessions order by created_at desc limit 2)`,
    );
    expect(rows).toHaveLength(2);
  });

  it('leaves the same person’s other browser alone', async () => {
    const one = new TestBrowser(world.app);
    const { email } = await signUp(one, platform);
    const other = await signIn(world.app, email);
    await one.request('POST', `${platform}/auth/sign-out`, sameOrigin);
    expect((await me(other, platform)).status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['an academy on the same site', { 'sec-fetch-site': 'same-site' }],
    ['another origin, by an old browser', { origin: 'http://evil.test' }],
    ['nowhere', {}],
  ])('is refused from %s', async (_, headers) => {
    const browser = new TestBrowser(world.app);
    await signUp(browser, platform);
    const out = await browser.request('POST', `${platform}/auth/sign-out`, { headers });
    expect(out.status).toBe(403);
    expect((await me(browser, platform)).status).toBe(200);
  });

  it('is fine by an old browser’s own origin, and without a session', async () => {
    const browser = new TestBrowser(world.app);
    const headers = { origin: platform };
    const out = await browser.request('POST', `${platform}/auth/sign-out`, { headers });
    expect(out.status).toBe(204);
  });
});

describe('a session', () => {
  it('is worth nothing on another tenant’s host', async () => {
    const browser = new TestBrowser(world.app);
    await signUp(browser, platform);
    const cookie = `${sessionCookie}=${browser.cookie(`${platform}/`, sessionCookie)}`;
    const there = await world.app.inject({
      url: '/api/v1/me',
      headers: { host: 'acme.localhost:3000', cookie },
    });
    expect(there.statusCode).toBe(401);
  });

  it.each([
    ['expired', `update identity.sessions set expires_at = now() - interval '1 second'`],
    [
      'idle for two weeks',
      `update identity.sessions set last_seen_at = now() - interval '15 days'`,
    ],
    ['revoked', 'update identity.sessions set revoked_at = now()'],
    ['of somebody suspended', `update identity.persons set status = 'suspended'`],
  ])('counts no more when it is %s', async (_, statement) => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(browser, platform);
    const person = `select id from identity.persons where email = '${email}'`;
    const key = statement.includes('sessions') ? 'person_id' : 'id';
    await database.owner.query(`${statement} where ${key} = (${person})`);
    expect((await me(browser, platform)).status).toBe(401);
  });
});
