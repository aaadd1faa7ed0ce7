import { beforeAll, describe, expect, inject, test } from 'vitest';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { json, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
const password = 'a long enough password';
const email = `${crypto.randomUUID()}@example.test`;

type LoggedIn = Awaited<ReturnType<Visitor['api']['register']>>;
let registered: LoggedIn;

beforeAll(async () => {
  const body = { email, password, name: 'Ada Account' };
  const response = await nobody.send('/api/v1/auth/register', json('POST', body));
  expect(response.status).toBe(201);
  registered = await response.json();
});

const post = (path: string, body: unknown) =>
  nobody.send(`/api/v1/auth${path}`, json('POST', body));

describe('registering', () => {
  test('gives a student who is not verified yet, and tokens', () => {
    expect(registered).toEqual({
      user: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        email,
        name: 'Ada Account',
        roles: ['student'],
        emailVerified: false,
        accountStatus: 'active',
      },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: expect.any(Number),
    });
  });

  test('is 409 for a known address, in whatever case', async () => {
    for (const known of [email, email.toUpperCase()]) {
      const response = await post('/register', { email: known, password, name: 'Ada' });
      const { status, code } = await problemOf(response);
      expect([status, code]).toEqual([409, 'email_taken']);
    }
  });

  test('names the wrong fields', async () => {
    expect(await refusedFields(await post('/register', {}))).toEqual(['email', 'password', 'name']);
    const body = { email: 'nobody', password: 'short', name: '  ', roles: ['admin'] };
    expect(new Set(await refusedFields(await post('/register', body)))).toEqual(
      new Set(['email', 'password', 'name', 'roles']),
    );
  });
});

describe('logging in', () => {
  test('gives the same body as registering', async () => {
    const response = await post('/login', { email, password });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.json();
    expect(Object.keys(body)).toEqual(Object.keys(registered));
    expect(body.user).toEqual(registered.user);
  });

  test('is 401 alike for a wrong password and an unknown address', async () => {
    const wrong = await problemOf(await post('/login', { email, password: 'wrong' }));
    const unknown = await problemOf(await post('/login', { email: `x${email}`, password }));
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.code).toBe(unknown.code);
  });
});

describe('a refresh token', () => {
  const logIn = () => nobody.api.logIn({ body: { email, password } });

  test('is for one use: used again it ends the whole log-in', async () => {
    const first = await logIn();
    const response = await post('/refresh', { refreshToken: first.refreshToken });
    expect(response.status).toBe(200);
    const second = await response.json();
    expect(Object.keys(second)).toEqual(['accessToken', 'refreshToken', 'expiresIn']);
    expect((await visitor(url, second.accessToken).api.readMe()).email).toBe(email);
    for (const { refreshToken } of [first, second]) {
      expect((await problemOf(await post('/refresh', { refreshToken }))).status).toBe(401);
    }
  });

  test('ends with the log-out, which may be repeated', async () => {
    const { refreshToken } = await logIn();
    expect((await post('/logout', { refreshToken })).status).toBe(204);
    expect((await post('/logout', { refreshToken })).status).toBe(204);
    expect((await problemOf(await post('/refresh', { refreshToken }))).status).toBe(401);
  });
});

describe('one’s own account', () => {
  const me = () => visitor(url, registered.accessToken);
  const patch = (body: unknown) => me().send('/api/v1/me', json('PATCH', body));

  test('is read with its memberships', async () => {
    const tenant = await nobody.api.readTenant();
    expect(await me().api.readMe()).toEqual({
      ...registered.user,
      memberships: [{ tenantId: tenant.id, roles: ['student'] }],
    });
  });

  test('is changed field by field', async () => {
    const changed = await patch({ name: 'Ada 😀', phoneNumber: '+4915112345678' });
    expect(await changed.json()).toMatchObject({ name: 'Ada 😀', phoneNumber: '+4915112345678' });
    const removed = await (await patch({ phoneNumber: null })).json();
    expect(removed).toMatchObject({ name: 'Ada 😀' });
    expect(removed).not.toHaveProperty('phoneNumber');
    const wrong = { name: null, phoneNumber: '0151', email: 'other@example.test' };
    expect(new Set(await refusedFields(await patch(wrong)))).toEqual(new Set(Object.keys(wrong)));
  });

  test('is 401 without a token, or with anything else than one', async () => {
    for (const authorization of [undefined, 'Bearer', 'Bearer x', 'Basic YTpi']) {
      const headers = authorization ? { authorization } : {};
      const response = await nobody.send('/api/v1/me', { headers });
      expect((await problemOf(response)).status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});

test('the issuer says where everything is, and its keys', async () => {
  const configuration = await (await nobody.send('/oidc/.well-known/openid-configuration')).json();
  expect(configuration).toMatchObject({
    issuer: expect.stringContaining(url),
    code_challenge_methods_supported: ['S256'],
  });
  expect(new URL(configuration.jwks_uri).pathname).toBe('/oidc/jwks');
  const { keys } = await (await nobody.send('/oidc/jwks')).json();
  // The one that signs, and the one that will.
  const key = { use: 'sig', kid: expect.any(String) };
  expect(keys).toMatchObject([key, key]);
  for (const published of keys) expect(published).not.toHaveProperty('d');
});

test('a tenant is that of the host', async () => {
  const read = async (host: string) =>
    (await visitor(url.replace('localhost', host)).send('/api/v1/tenant')).json();
  const marketplace = await read('localhost');
  expect(marketplace).toEqual({
    id: expect.any(String),
    name: 'EduMaster',
    kind: 'marketplace',
    branding: { logoUrl: null, primaryColor: null },
  });
  expect(await read('127.0.0.1')).toEqual(marketplace);
  expect(await read('acme.localhost')).toMatchObject({ name: 'Acme Academy', kind: 'academy' });
});
