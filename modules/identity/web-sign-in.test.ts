import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from './module.ts';
import { type IdentityWorld, identityWorld } from './testing/identity-world.ts';
import { TestBrowser } from './testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const platform = 'http://localhost:3000';
const academy = 'http://acme.localhost:3000';
const password = 'correct horse battery';
const sessionCookie = 'edumaster_session';

let world: IdentityWorld;
let counter = 0;

beforeAll(async () => {
  const ours = { marketplace: tenants.first, academy: tenants.second };
  world = await identityWorld({ db: database.db, outbox: database.outbox, tenants: ours });
});

afterAll(() => world.app.close());

function newEmail(): string {
  counter += 1;
  return `grace${counter}@example.test`;
}

/** Goes to the sign-in page of a host, through whatever lies before it. */
async function toSignInPage(browser: TestBrowser, host: string, query = ''): Promise<URL> {
  const page = await browser.visit(`${host}/auth/sign-in${query}`);
  expect(page.url.origin).toBe(platform);
  expect(page.url.pathname).toMatch(/^\/sign-in\/[\w-]+(\/sign-up)?$/);
  return page.url;
}

async function answer(browser: TestBrowser, page: URL, form: { path: string; body: object }) {
  const address = page.href.replace(/\/sign-up$/, '');
  return browser.request('POST', `${address}/${form.path}`, { body: form.body });
}

async function signUp(browser: TestBrowser, host: string, query = '?screen=sign-up') {
  const email = newEmail();
  const page = await toSignInPage(browser, host, query);
  const body = { name: 'Grace', email, password };
  const answered = await answer(browser, page, { path: 'registration', body });
  expect(answered.status).toBe(200);
  const landed = await browser.visit(JSON.parse(answered.body).redirectTo);
  return { email, landed };
}

async function me(browser: TestBrowser, host: string) {
  const page = await browser.request('GET', `${host}/api/v1/me`);
  return { status: page.status, body: JSON.parse(page.body) };
}

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
    const landed = await browser.visit(JSON.parse(right.body).redirectTo);
    expect(landed.url.href).toBe(`${platform}/`);
    expect((await me(browser, platform)).status).toBe(200);
  });

  it('gets a cookie that no script and no other site can use', async () => {
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform, '?screen=sign-up');
    expect(page.pathname).toMatch(/\/sign-up$/);
    const body = { name: 'Grace', email: newEmail(), password };
    const answered = await answer(browser, page, { path: 'registration', body });
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
      const resumed = await browser.visit(JSON.parse(answered.body).redirectTo);
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
      const body = { name: 'Grace', email, password };
      const answered = await answer(browser, page, { path: 'registration', body });
      const landed = await browser.visit(JSON.parse(answered.body).redirectTo);
      expect(landed.url.href).toBe(`${platform}/`);
      expect((await me(browser, platform)).body.email).toBe(email);
      if (emails.length === 1) await browser.visit(`${academy}/auth/sign-in`);
    }
    expect((await me(browser, academy)).status).toBe(401);
    await browser.visit(`${academy}/auth/sign-in`);
    expect((await me(browser, academy)).body.email).toBe(emails[1]);
  });
});

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
    const other = new TestBrowser(world.app);
    const page = await toSignInPage(other, platform);
    const signedIn = await answer(other, page, { path: 'password', body: { email, password } });
    await other.visit(JSON.parse(signedIn.body).redirectTo);
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
    const body = { name: 'Mallory', email: newEmail(), password };
    const answered = await answer(attacker, page, { path: 'registration', body });
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
    const form = { path: 'password', body: { email: newEmail(), password } };
    const blind = await answer(stranger, page, form);
    expect(blind.status).toBe(404);
    expect(JSON.parse(blind.body)).toMatchObject({ code: 'sign_in_expired' });
  });

  it('names wrong fields of the sign-up form, and a taken address', async () => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(new TestBrowser(world.app), platform);
    const page = await toSignInPage(browser, platform, '?screen=sign-up');
    const path = 'registration';
    const wrong = await answer(browser, page, {
      path,
      body: { name: '', email: 'x', password: 'y' },
    });
    expect(wrong.status).toBe(422);
    const taken = await answer(browser, page, { path, body: { name: 'G', email, password } });
    expect(taken.status).toBe(409);
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

describe('behind TLS', () => {
  const secure = 'https://localhost';
  let secureWorld: IdentityWorld;

  beforeAll(async () => {
    const ours = { marketplace: tenants.first, academy: tenants.second };
    const { db, outbox } = database;
    secureWorld = await identityWorld({ db, outbox, tenants: ours, origin: secure });
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
    const body = { name: 'Grace', email: newEmail(), password };
    const answered = await answer(browser, page, { path: 'registration', body });
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
