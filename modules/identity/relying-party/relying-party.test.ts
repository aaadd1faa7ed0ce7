import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import {
  embeddedUnderTest,
  externalUnderTest,
  type IssuerUnderTest,
  sameOrigin,
  signInWith,
} from '../testing/issuers-under-test.ts';
import { academy, me, platform, sessionCookie } from '../testing/sign-in-journey.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const ours = { marketplace: tenants.first, academy: tenants.second };

/** The same rules hold with both; nothing but the settings differs. */
describe.each([
  { name: 'the embedded issuer', open: embeddedUnderTest },
  { name: 'an issuer of somebody else’s', open: externalUnderTest },
])('with $name', ({ open }) => {
  let setting: IssuerUnderTest;

  beforeAll(async () => {
    setting = await open({ database, tenants: ours });
  });

  afterAll(() => setting.close());

  const inject = (url: string, cookie = '', host = 'localhost:3000') =>
    setting.world.app.inject({ url, headers: { host, cookie } });

  /** The address that the issuer sends the browser back to, which the browser has not opened. */
  async function callbackOf(host = platform) {
    const browser = setting.newBrowser();
    const account = await setting.newAccount();
    const page = await setting.toSignInPage(browser, host);
    let next = await setting.answer(browser, page, account);
    while (!new URL(next).pathname.startsWith('/auth/callback')) {
      const step = await browser.request('GET', next);
      next = new URL(String(step.headers['location']), next).href;
    }
    return { browser, callback: new URL(next), account };
  }

  describe('signing in', () => {
    it('leads back to where the browser was, which then knows one cookie of this host', async () => {
      const query = '?returnTo=%2Fcourses%2Fvectors%3Ftab%3Dreviews';
      const { browser, landed, account } = await signInWith(setting, { query });
      expect(landed.url.href).toBe(`${platform}/courses/vectors?tab=reviews`);
      const own = browser.cookiesFor(`${platform}/`).filter((name) => !name.includes('issuer'));
      expect(own).toEqual([sessionCookie]);
      expect(await me(browser, platform)).toMatchObject({
        status: 200,
        body: { email: account.email, name: 'Ines', roles: ['student'] },
      });
    });

    it('gives the browser no token of the issuer', async () => {
      const { browser } = await signInWith(setting);
      const cookie = browser.cookie(`${platform}/`, sessionCookie) ?? '';
      expect(cookie).toMatch(/^[\w-]{43}$/);
      const { rows } = await database.owner.query(
        'select refresh_token_sealed as sealed from identity.sessions order by created_at desc limit 1',
      );
      // Sealed: neither a token of random characters nor one of three parts with dots in between.
      expect(rows[0].sealed).toMatch(/^[\w-]{80,}$/);
    });

    it('on an academy goes through the platform and comes back', async () => {
      const { browser, landed } = await signInWith(setting, {
        host: academy,
        query: '?returnTo=/learn',
      });
      expect(landed.url.href).toBe(`${academy}/learn`);
      expect((await me(browser, academy)).body.roles).toEqual(['member']);
      // One host's cookie says nothing on another, the platform's included.
      expect((await me(browser, platform)).status).toBe(401);
    });

    it('on a second host asks nothing again', async () => {
      const { browser } = await signInWith(setting);
      const landed = await browser.visit(`${academy}/auth/sign-in?returnTo=/learn`);
      expect(landed.url.href).toBe(`${academy}/learn`);
      expect((await me(browser, academy)).status).toBe(200);
    });

    it('is refused with a wrong password, and the page stays open', async () => {
      const browser = setting.newBrowser();
      const account = await setting.newAccount();
      const page = await setting.toSignInPage(browser, platform);
      const wrong = { ...account, password: 'not this one' };
      await expect(setting.answer(browser, page, wrong)).rejects.toThrow('refused: 401');
      await browser.visit(await setting.answer(browser, page, account));
      expect((await me(browser, platform)).status).toBe(200);
    });

    it('keeps the session that a browser brings from counting as the new one', async () => {
      const browser = setting.newBrowser();
      const account = await setting.newAccount();
      browser.setCookie(`${platform}/`, sessionCookie, 'planted-by-somebody-else');
      const page = await setting.toSignInPage(browser, platform);
      await browser.visit(await setting.answer(browser, page, account));
      expect(browser.cookie(`${platform}/`, sessionCookie)).not.toBe('planted-by-somebody-else');
      const planted = `${sessionCookie}=planted-by-somebody-else`;
      expect((await inject('/api/v1/me', planted)).statusCode).toBe(401);
    });
  });

  describe('the way back from the issuer', () => {
    it('is open to the browser that left, once', async () => {
      const { browser, callback } = await callbackOf();
      const cookies = browser.cookieHeader(callback.href);
      expect((await browser.request('GET', callback.href)).status).toBe(302);
      const again = await inject(`${callback.pathname}${callback.search}`, cookies);
      expect(again.statusCode).toBe(400);
      expect((await me(browser, platform)).status).toBe(200);
    });

    it('is closed to another browser, which would be signed in as somebody else', async () => {
      const { callback } = await callbackOf();
      const victim = setting.newBrowser();
      expect((await victim.request('GET', callback.href)).status).toBe(400);
      expect(victim.cookiesFor(`${platform}/`)).not.toContain(sessionCookie);
      // Also to one that has a sign-in of its own under way.
      await setting.toSignInPage(victim, platform);
      expect((await victim.request('GET', callback.href)).status).toBe(400);
      expect(victim.cookiesFor(`${platform}/`)).not.toContain(sessionCookie);
    });

    it('is closed when code, state or issuer are of another sign-in', async () => {
      const one = await callbackOf();
      const other = await callbackOf();
      const mixed = (name: string, value: string) => {
        const url = new URL(one.callback);
        url.searchParams.set(name, value);
        return one.browser.request('GET', url.href);
      };
      const code = other.callback.searchParams.get('code') ?? '';
      const state = other.callback.searchParams.get('state') ?? '';
      for (const [name, value] of [
        ['code', code],
        ['state', state],
        ['iss', 'https://another-issuer.test'],
        ['error', 'access_denied'],
      ] as const) {
        const { status, headers } = await mixed(name, value);
        expect([
          name,
          status,
          String(headers['set-cookie'] ?? '').includes(`${sessionCookie}=`),
        ]).toEqual([name, 400, false]);
      }
      expect((await me(one.browser, platform)).status).toBe(401);
    });

    it('of one host is closed on another', async () => {
      const { browser, callback } = await callbackOf(academy);
      const cookies = browser.cookieHeader(`${academy}/auth/callback`);
      // Whichever host it was sent to: with the cookie of the other it is nobody's.
      const url = `/auth/callback${callback.search}`;
      const onPlatform = await inject(url, cookies);
      expect(onPlatform.headers['set-cookie'] ?? '').not.toContain(`${sessionCookie}=`);
      expect([302, 400]).toContain(onPlatform.statusCode);
      if (onPlatform.statusCode === 302) {
        expect(onPlatform.headers.location).toMatch(`${academy}/auth/callback?`);
      }
    });

    it('goes on to hosts of ours only', async () => {
      for (const host of [
        'evil.test',
        'localhost:3000@evil.test',
        'evil.test/localhost:3000',
        '',
      ]) {
        const named = Buffer.from(host).toString('base64url');
        const state = `${'x'.repeat(43)}.${named}`;
        const answer = await inject(`/auth/callback?code=x&state=${state}`);
        expect([host, answer.statusCode, answer.headers.location]).toEqual([host, 400, undefined]);
      }
    });

    it('is closed when the person has signed out meanwhile', async () => {
      const { browser } = await signInWith(setting);
      let next = `${academy}/auth/sign-in`;
      while (!new URL(next).pathname.startsWith('/auth/callback')) {
        const step = await browser.request('GET', next);
        next = new URL(String(step.headers['location']), next).href;
      }
      await browser.request('POST', `${platform}/auth/sign-out`, sameOrigin);
      const { status } = await browser.visit(next);
      expect(status).toBe(400);
      expect((await me(browser, academy)).status).toBe(401);
    });
  });

  describe('signing out', () => {
    it('ends the sessions of all hosts, and the next sign-in asks again', async () => {
      const { browser } = await signInWith(setting);
      await browser.visit(`${academy}/auth/sign-in`);
      const stolen = `${sessionCookie}=${browser.cookie(`${platform}/`, sessionCookie)}`;
      await setting.signOut(browser, academy);
      expect(browser.cookiesFor(`${academy}/`)).not.toContain(sessionCookie);
      expect((await me(browser, platform)).status).toBe(401);
      expect((await inject('/api/v1/me', stolen)).statusCode).toBe(401);
      await setting.toSignInPage(browser, platform);
      await setting.toSignInPage(browser, academy);
    });

    it('is refused from another site', async () => {
      const { browser } = await signInWith(setting);
      const headers = { 'sec-fetch-site': 'cross-site' };
      const out = await browser.request('POST', `${platform}/auth/sign-out`, { headers });
      expect(out.status).toBe(403);
      expect((await me(browser, platform)).status).toBe(200);
    });
  });

  describe('a program', () => {
    interface TokenBody {
      readonly accessToken: string;
      readonly refreshToken: string;
    }

    async function post(path: string, payload: object) {
      const answer = await setting.world.app.inject({
        method: 'POST',
        url: `/api/v1/auth/${path}`,
        headers: { host: 'localhost:3000' },
        payload,
      });
      const body = (answer.body ? answer.json() : {}) as TokenBody;
      return { status: answer.statusCode, body };
    }

    const meBy = async (accessToken: string) => {
      const headers = { host: 'localhost:3000', authorization: `Bearer ${accessToken}` };
      return (await setting.world.app.inject({ url: '/api/v1/me', headers })).statusCode;
    };

    it('logs a person in, refreshes once with each token, and logs out', async () => {
      const account = await setting.newAccount();
      const first = await post('login', account);
      expect(first).toMatchObject({
        status: 200,
        body: { user: { email: account.email, roles: ['student'] }, expiresIn: expect.any(Number) },
      });
      expect(await meBy(first.body.accessToken)).toBe(200);
      const second = await post('refresh', { refreshToken: first.body.refreshToken });
      expect(second.status).toBe(200);
      expect(await meBy(second.body.accessToken)).toBe(200);
      expect((await post('refresh', { refreshToken: first.body.refreshToken })).status).toBe(401);
      expect((await post('refresh', { refreshToken: second.body.refreshToken })).status).toBe(401);
      const third = await post('login', account);
      expect((await post('logout', { refreshToken: third.body.refreshToken })).status).toBe(204);
      expect((await post('refresh', { refreshToken: third.body.refreshToken })).status).toBe(401);
    });

    it('is refused with wrong credentials, ten times and then for a while', async () => {
      const { email } = await setting.newAccount();
      const wrong = { email, password: 'not this one' };
      const statuses = [];
      for (let guess = 0; guess < 11; guess += 1)
        statuses.push((await post('login', wrong)).status);
      expect(statuses).toEqual([...Array(10).fill(401), 429]);
    });

    it('acts no more for somebody who is banned, nor does a browser', async () => {
      const { browser, account } = await signInWith(setting);
      const { body } = await post('login', account);
      await database.owner.query(`update identity.persons set status = 'banned' where email = $1`, [
        account.email,
      ]);
      expect(await meBy(body.accessToken)).toBe(401);
      expect((await me(browser, platform)).status).toBe(401);
      expect((await post('login', account)).status).toBe(403);
    });
  });
});
