import { describe, expect, it } from 'vitest';
import {
  academy,
  answer,
  askForAccount,
  finishSignUp,
  newEmail,
  password,
  platform,
  sessionCookie,
  signUp,
  toSignInPage,
} from '../testing/sign-in-journey.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { useIdentityWorld } from '../testing/use-identity-world.ts';

const world = useIdentityWorld();

describe('the sign-in', () => {
  it.each([
    '//evil.test/',
    '/\\evil.test',
    'https://evil.test/',
    'javascript:alert(1)',
    '/%09/evil.test',
    '/.//evil.test',
  ])('never leads off the site: %s', async (returnTo) => {
    const browser = new TestBrowser(world.app);
    const query = `?screen=sign-up&returnTo=${encodeURIComponent(decodeURIComponent(returnTo))}`;
    const { landed } = await signUp(browser, platform, query);
    expect(landed.url.href).toBe(`${platform}/`);
  });

  it('is not known on a host that is not ours, nor on another port of one that is', async () => {
    const browser = new TestBrowser(world.app);
    for (const host of ['http://evil.test:3000', 'http://localhost:4000']) {
      expect((await browser.request('GET', `${host}/auth/sign-in`)).status).toBe(404);
    }
  });

  it('sends codes to known hosts only', async () => {
    const ask = (clientId: string, redirectUri: string) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
      return new TestBrowser(world.app).request('GET', `${platform}/oidc/auth?${query}`);
    };
    const callback = (host: string) => `${host}/auth/callback`;
    const good = await ask('web:localhost:3000', callback(platform));
    expect(good.status).toBe(303);
    const refused = await Promise.all([
      ask('web:evil.test', callback('http://evil.test')),
      ask('web:evil.test:3000', callback('http://evil.test:3000')),
      ask('web:localhost:4000', callback('http://localhost:4000')),
      ask('web:localhost:3000', callback('http://evil.test')),
      ask('web:localhost:3000', callback(academy)),
      ask('web:localhost:3000', `${platform}/elsewhere`),
      ask('web:user@localhost:3000', callback(platform)),
      ask('web:LOCALHOST:3000', callback(platform)),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(Array(8).fill(400));
    expect(refused.map(({ headers }) => headers['location'])).toEqual(Array(8).fill(undefined));
  });

  it('needs PKCE', async () => {
    const query = new URLSearchParams({
      client_id: 'web:localhost:3000',
      redirect_uri: `${platform}/auth/callback`,
      response_type: 'code',
      scope: 'openid',
      state: 'state',
    });
    const asked = await new TestBrowser(world.app).request('GET', `${platform}/oidc/auth?${query}`);
    expect(String(asked.headers['location'])).toContain('error=invalid_request');
  });

  it('does not accept another browser’s code, nor a code twice', async () => {
    const victim = new TestBrowser(world.app);
    const attacker = new TestBrowser(world.app);
    const page = await toSignInPage(attacker, platform, '?screen=sign-up');
    const link = await askForAccount(attacker, page, newEmail());
    const answered = await finishSignUp(attacker, link);
    const resumed = await attacker.request('GET', JSON.parse(answered.body).redirectTo);
    const callback = String(resumed.headers['location']);
    expect(callback).toMatch(/\/auth\/callback\?code=/);
    const injected = await victim.request('GET', callback);
    expect(injected.status).toBe(400);
    expect(victim.cookiesFor(`${platform}/`)).not.toContain(sessionCookie);
    const cookie = attacker
      .cookiesFor(`${platform}/`)
      .map((name) => `${name}=${attacker.cookie(`${platform}/`, name)}`)
      .join('; ');
    expect((await attacker.request('GET', callback)).status).toBe(302);
    const { pathname, search } = new URL(callback);
    const again = await world.app.inject({
      url: `${pathname}${search}`,
      headers: { host: 'localhost:3000', cookie },
    });
    expect(again.statusCode).toBe(400);
  });

  it('is not open to somebody without its cookie, or with another sign-in’s', async () => {
    const page = await toSignInPage(new TestBrowser(world.app), platform);
    const stranger = new TestBrowser(world.app);
    const form = { path: 'password', body: { email: newEmail(), password } } as const;
    const blind = await answer(stranger, page, form);
    expect(blind.status).toBe(404);
    expect(JSON.parse(blind.body)).toMatchObject({ code: 'sign_in_expired' });
  });

  it('names wrong fields of the sign-up form', async () => {
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform, '?screen=sign-up');
    const path = 'registration';
    const wrong = await answer(browser, page, {
      path,
      body: { name: '', email: 'x', password: 'y' },
    });
    expect(wrong.status).toBe(422);
    const fields = JSON.parse(wrong.body).errors.map((error: { path: string }) => error.path);
    expect(fields).toEqual(['name', 'email', 'password']);
  });
});

describe('the issuer', () => {
  it('describes itself under its origin, whatever name the platform was reached by', async () => {
    const headers = { host: 'localhost:9999', 'x-forwarded-host': 'evil.test' };
    const url = '/oidc/.well-known/openid-configuration';
    const answered = await world.app.inject({ url, headers });
    expect(answered.json()).toMatchObject({
      issuer: `${platform}/oidc`,
      authorization_endpoint: `${platform}/oidc/auth`,
      token_endpoint: `${platform}/oidc/token`,
      jwks_uri: `${platform}/oidc/jwks`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(answered.body).not.toContain('evil');
  });

  it('is not on an academy’s host', async () => {
    const headers = { host: 'acme.localhost:3000' };
    const url = '/oidc/.well-known/openid-configuration';
    expect((await world.app.inject({ url, headers })).statusCode).toBe(404);
  });

  it('gives nobody a token by the first-party grant without the client’s secret', async () => {
    const answered = await world.app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'urn:edumaster:grant:password',
        client_id: 'edumaster-api',
        username: 'x@example.test',
        password,
      }).toString(),
    });
    expect(answered.statusCode).toBe(401);
  });
});
