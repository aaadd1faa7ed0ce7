import { systemCtx } from '@edumaster/kernel';
import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import type { IssuerAccount } from '../testing/bare-issuer.ts';
import { type ExternalUnderTest, externalUnderTest } from '../testing/issuers-under-test.ts';
import { academy, me, platform, sessionCookie } from '../testing/sign-in-journey.ts';
import type { TestBrowser } from '../testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const ours = { marketplace: tenants.first, academy: tenants.second };
const rules = [
  { claim: 'realm_access.roles', value: 'lms-admin', role: 'admin' },
  { claim: 'realm_access.roles', value: 'lms-teacher', role: 'instructor' },
  { claim: 'realm_access.roles', value: 'acme-owner', role: 'owner', host: 'acme.localhost:3000' },
  // Nobody can have it there.
  { claim: 'realm_access.roles', value: 'acme-owner', role: 'admin', host: 'acme.localhost:3000' },
  { claim: 'realm_access.roles', value: 'acme-owner', role: 'owner', host: 'gone.localhost:3000' },
];

let setting: ExternalUnderTest;

beforeAll(async () => {
  const settings = { EDUMASTER_ISSUER_ROLES: JSON.stringify(rules) };
  setting = await externalUnderTest({ database, tenants: ours, settings });
});

afterAll(() => setting.close());

afterEach(() => {
  Object.assign(setting.issuer.behaviour, {
    isDown: false,
    allowsDirectGrant: true,
    lifeSeconds: 300,
  });
});

async function signIn(account: IssuerAccount, host = platform): Promise<TestBrowser> {
  const browser = setting.newBrowser();
  await landing(browser, account, host);
  return browser;
}

async function landing(browser: TestBrowser, account: IssuerAccount, host = platform) {
  const page = await setting.toSignInPage(browser, host);
  const credentials = { email: account.email ?? '', password: account.password };
  return browser.visit(await setting.answer(browser, page, credentials));
}

async function request(method: 'GET' | 'POST', url: string, payload?: object, token?: string) {
  const answer = await setting.world.app.inject({
    method,
    url,
    headers: { host: 'localhost:3000', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
}

const provision = (email: string) =>
  setting.world.identity.provision(systemCtx('a test makes an account'), {
    tenantId: tenants.first,
    person: { email, password: 'set before the issuer came', name: 'Local', roles: ['student'] },
  });

describe('a person', () => {
  it('is made at the first sign-in and known again by the subject, whatever the address is', async () => {
    const account = setting.issuer.addAccount({ name: 'Ines Ito' });
    const first = (await me(await signIn(account), platform)).body;
    expect(first).toMatchObject({ name: 'Ines Ito', email: account.email, emailVerified: true });
    account.email = `moved-${account.email}`;
    const second = (await me(await signIn(account), platform)).body;
    expect(second).toMatchObject({ id: first.id, email: account.email });
    const { rows } = await database.owner.query(
      `select count(*)::int as created from events.log
       where type = 'user.created' and aggregateid = $1`,
      [first.id],
    );
    expect(rows).toEqual([{ created: 1 }]);
  });

  it('is made once by two sign-ins at the same time', async () => {
    const account = setting.issuer.addAccount();
    const browsers = await Promise.all([signIn(account), signIn(account), signIn(account)]);
    const ids = await Promise.all(browsers.map(async (one) => (await me(one, platform)).body.id));
    expect(new Set(ids).size).toBe(1);
  });

  it('is linked to the account of the same verified address', async () => {
    const account = setting.issuer.addAccount();
    const { id } = await provision(account.email ?? '');
    expect((await me(await signIn(account), platform)).body).toMatchObject({ id, name: 'Local' });
  });

  it('is not linked by an address that the issuer has not verified', async () => {
    const account = setting.issuer.addAccount({ email_verified: false });
    await provision(account.email ?? '');
    const browser = setting.newBrowser();
    const { status, body } = await landing(browser, account);
    expect(status).toBe(400);
    expect(body).toContain('has not verified');
    expect((await me(browser, platform)).status).toBe(401);
  });

  it('is somebody new with an unverified address that nobody has', async () => {
    const account = setting.issuer.addAccount({ email_verified: false });
    const { body } = await me(await signIn(account), platform);
    expect(body).toMatchObject({ email: account.email, emailVerified: false });
    account.email_verified = true;
    expect((await me(await signIn(account), platform)).body.emailVerified).toBe(true);
  });

  it('takes an account over that somebody made with their address and never proved', async () => {
    const account = setting.issuer.addAccount();
    const { id } = await provision(account.email ?? '');
    await database.owner.query(
      'update identity.persons set email_verified_at = null where id = $1',
      [id],
    );
    const browser = await signIn(account);
    expect((await me(browser, platform)).body).toMatchObject({ id, emailVerified: true });
    const left = await database.owner.query(
      'select 1 from identity.password_credentials where person_id = $1',
      [id],
    );
    expect(left.rows).toEqual([]);
  });

  it('keeps the address from before when the new one is somebody else’s here', async () => {
    const account = setting.issuer.addAccount();
    const before = (await me(await signIn(account), platform)).body;
    const taken = `${crypto.randomUUID()}@example.test`;
    await provision(taken);
    account.email = taken;
    expect((await me(await signIn(account), platform)).body).toMatchObject({
      id: before.id,
      email: before.email,
    });
  });

  it('needs an address', async () => {
    const { email: _, ...account } = setting.issuer.addAccount();
    // Known at the issuer by another name than an address.
    const nameless = setting.issuer.addAccount({ ...account, email: 'ines' });
    const { status, body } = await landing(setting.newBrowser(), nameless);
    expect([status, body.includes('does not tell your e-mail address')]).toEqual([400, true]);
  });

  it('who is banned here is not signed in', async () => {
    const account = setting.issuer.addAccount();
    await signIn(account);
    await database.owner.query(`update identity.persons set status = 'banned' where email = $1`, [
      account.email,
    ]);
    const { status, body } = await landing(setting.newBrowser(), account);
    expect([status, body.includes('closed or suspended')]).toEqual([400, true]);
  });
});

describe('roles', () => {
  const rolesOf = async (browser: TestBrowser, host = platform) =>
    (await me(browser, host)).body.roles;

  it('are granted and withdrawn at each sign-in, as the claims say', async () => {
    const account = setting.issuer.addAccount({ roles: ['lms-teacher', 'something-else'] });
    expect(await rolesOf(await signIn(account))).toEqual(['student', 'instructor']);
    account.roles = ['lms-admin'];
    expect(await rolesOf(await signIn(account))).toEqual(['student', 'admin']);
    account.roles = [];
    expect(await rolesOf(await signIn(account))).toEqual(['student']);
  });

  it('that somebody here gave stay, also when the issuer gives and takes the same', async () => {
    const account = setting.issuer.addAccount();
    await signIn(account);
    const { email = '' } = account;
    const ctx = systemCtx('a test acts as the operator');
    const roles = ['student', 'instructor'];
    await setting.world.identity.setRoles(ctx, { tenantId: tenants.first, email, roles });
    account.roles = ['lms-teacher', 'lms-admin'];
    expect(await rolesOf(await signIn(account))).toEqual(['student', 'instructor', 'admin']);
    account.roles = [];
    expect(await rolesOf(await signIn(account))).toEqual(roles);
  });

  it('of an academy come by its host, and none that there is not there', async () => {
    const account = setting.issuer.addAccount({ roles: ['acme-owner'] });
    const browser = await signIn(account, academy);
    expect(await rolesOf(browser, academy)).toEqual(['owner', 'member']);
    account.roles = [];
    expect(await rolesOf(await signIn(account, academy), academy)).toEqual(['member']);
  });

  it('that change are in the audit log', async () => {
    const account = setting.issuer.addAccount({ roles: ['lms-admin'] });
    const { body } = await me(await signIn(account), platform);
    const entries = await database.db.inTx(database.tenantCtx(), (tx) =>
      database.audit.list(tx, { limit: 5, userId: body.id }),
    );
    expect(entries).toMatchObject([
      { action: 'member.roles_changed', details: { before: [], after: ['student', 'admin'] } },
    ]);
  });
});

describe('what belongs to the issuer', () => {
  const elsewhere = () => ({ code: 'issuer_elsewhere', issuer: setting.issuer.url });

  it('is answered with its address: signing up, and the pages of the embedded one', async () => {
    const form = { email: 'new@example.test', password: 'long enough', name: 'New' };
    const register = await request('POST', '/api/v1/auth/register', form);
    expect(register).toMatchObject({ status: 404, body: elsewhere() });
    const { email, password } = form;
    const page = await request('POST', '/sign-in/1234567890abc/password', { email, password });
    expect(page).toMatchObject({ status: 404, body: elsewhere() });
    const configuration = await request('GET', '/oidc/.well-known/openid-configuration');
    expect(configuration.status).toBe(404);
  });

  it('is the direct grant too, where it does not allow one', async () => {
    setting.issuer.behaviour.allowsDirectGrant = false;
    const { email = '', password } = setting.issuer.addAccount();
    const login = await request('POST', '/api/v1/auth/login', { email, password });
    expect(login).toMatchObject({ status: 404, body: elsewhere() });
  });
});

describe('an access token', () => {
  const audience = 'urn:edumaster:api';
  const facts = (sub: string) => {
    const iat = Math.floor(Date.now() / 1_000);
    return { sub, aud: audience, iat, exp: iat + 300 };
  };
  const typ = { typ: 'at+jwt' };
  const by = async (token: string) => (await request('GET', '/api/v1/me', undefined, token)).status;

  it('counts when a program has it from the issuer itself, also of somebody never seen', async () => {
    const account = setting.issuer.addAccount();
    const { email, email_verified, name } = account;
    const claims = { ...facts(account.sub), email, email_verified, name };
    expect(await by(await setting.issuer.sign(claims, typ))).toBe(200);
    const silent = facts(setting.issuer.addAccount().sub);
    expect(await by(await setting.issuer.sign(silent, typ))).toBe(401);
  });

  it('may say its type as Keycloak does', async () => {
    const account = setting.issuer.addAccount();
    await signIn(account);
    const token = await setting.issuer.sign(
      { ...facts(account.sub), typ: 'Bearer' },
      { typ: 'JWT' },
    );
    expect(await by(token)).toBe(200);
  });

  it('is no ID token, no logout token, and none of another audience, issuer or time', async () => {
    const account = setting.issuer.addAccount();
    await signIn(account);
    const good = facts(account.sub);
    const now = good.iat;
    const wrong: [object, object?][] = [
      [good, { typ: 'JWT' }],
      [{ ...good, typ: 'ID' }, { typ: 'JWT' }],
      [good, { typ: 'logout+jwt' }],
      [good, {}],
      [{ ...good, aud: 'edumaster' }, typ],
      [{ ...good, aud: undefined }, typ],
      [{ ...good, iss: 'https://another.test' }, typ],
      [{ ...good, iss: `${setting.issuer.url}/` }, typ],
      [{ ...good, exp: now - 1 }, typ],
      [{ ...good, exp: undefined }, typ],
      [{ ...good, nbf: now + 60 }, typ],
      [{ ...good, sub: undefined }, typ],
      [{ ...good, sub: 'somebody-else' }, typ],
      [good, { ...typ, kid: 'unheard-of' }],
      [good, { ...typ, crit: ['exp'], exp: now }],
    ];
    for (const [claims, header] of wrong) {
      const token = await setting.issuer.sign(claims, header).catch(() => 'not.even.signed');
      expect([claims, header, await by(token)]).toEqual([claims, header, 401]);
    }
    expect(await by(await setting.issuer.sign(good, typ))).toBe(200);
  });

  it('does not bring roles back that the issuer has taken away since', async () => {
    const account = setting.issuer.addAccount({ roles: ['lms-admin'] });
    await signIn(account);
    account.roles = [];
    const browser = await signIn(account);
    const old = {
      ...facts(account.sub),
      email: account.email,
      realm_access: { roles: ['lms-admin'] },
    };
    expect(await by(await setting.issuer.sign(old, typ))).toBe(200);
    expect((await me(browser, platform)).body.roles).toEqual(['student']);
  });
});

describe('while the issuer is away', () => {
  it('nobody can sign in, and is told to come again', async () => {
    const browser = setting.newBrowser();
    const account = setting.issuer.addAccount();
    setting.issuer.behaviour.isDown = true;
    const fresh = await setting.again();
    const leave = await fresh.app.inject({
      url: '/auth/sign-in',
      headers: { host: 'localhost:3000' },
    });
    expect([leave.statusCode, leave.headers['retry-after']]).toEqual([503, '5']);
    const { email = '', password } = account;
    const login = await request('POST', '/api/v1/auth/login', { email, password });
    expect(login).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await fresh.app.close();
    setting.issuer.behaviour.isDown = false;
    await landing(browser, account);
    expect((await me(browser, platform)).status).toBe(200);
  });

  it('who comes back from it is told so, not that they did wrong', async () => {
    const account = setting.issuer.addAccount();
    const browser = setting.newBrowser();
    const page = await setting.toSignInPage(browser, platform);
    const credentials = { email: account.email ?? '', password: account.password };
    let next = await setting.answer(browser, page, credentials);
    while (!new URL(next).pathname.startsWith('/auth/callback')) {
      const step = await browser.request('GET', next);
      next = new URL(String(step.headers['location']), next).href;
    }
    setting.issuer.behaviour.isDown = true;
    expect((await browser.request('GET', next)).status).toBe(503);
    expect(browser.cookiesFor(`${platform}/`)).not.toContain(sessionCookie);
  });
});

describe('when the issuer changes its keys', () => {
  it('sign-ins and tokens go on', async () => {
    const before = setting.issuer.addAccount();
    await signIn(before);
    await setting.issuer.changeKey();
    // Its library remembers keys for a minute; a program that starts knows the new ones.
    const fresh = await setting.again();
    const account = setting.issuer.addAccount();
    const login = await fresh.app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { host: 'localhost:3000' },
      payload: { email: account.email, password: account.password },
    });
    expect(login.statusCode).toBe(200);
    await fresh.app.close();
  });
});
