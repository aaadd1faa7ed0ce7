import { newId } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import {
  academy,
  goOn,
  me,
  password,
  platform,
  signUp,
  toSignInPage,
  send,
} from './testing/sign-in-journey.ts';
import { type Lies, TestAuthenticator } from './testing/test-authenticator.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

const confirm = { currentPassword: password };
const passkeys = `${platform}/api/v1/me/passkeys`;

async function newcomer() {
  const browser = new TestBrowser(world.app);
  const { email } = await signUp(browser, platform);
  return { browser, email };
}

async function add(browser: TestBrowser, authenticator: TestAuthenticator, lies: Lies = {}) {
  const options = await send(browser, 'POST', `${passkeys}/options`, confirm);
  expect(options.status).toBe(200);
  const credential = authenticator.register(options.body, lies);
  return send(browser, 'POST', passkeys, { name: 'My phone', credential });
}

/** A person with a passkey, signed in. */
async function withPasskey() {
  const person = await newcomer();
  const authenticator = new TestAuthenticator(platform);
  const { status, body } = await add(person.browser, authenticator);
  expect(status).toBe(201);
  return { ...person, authenticator, passkeyId: body.id as string };
}

async function prepared(browser = new TestBrowser(world.app), host = platform) {
  const page = await toSignInPage(browser, host);
  const { status, body: options } = await send(browser, 'POST', `${page.href}/passkey-options`);
  expect(status).toBe(200);
  return { browser, page, options };
}

async function answerWith(authenticator: TestAuthenticator, lies: Lies = {}) {
  const { browser, page, options } = await prepared();
  const credential = authenticator.assert(options, lies);
  return send(browser, 'POST', `${page.href}/passkey`, { credential });
}

async function auditOf(email: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ action: string }>(
    `select a.action from platform.audit_log a join identity.persons p
     on a.subject_id = p.id::text where p.email = $1 order by a.at, a.id`,
    [email],
  );
  return rows.map(({ action }) => action);
}

async function noticesOf(email: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ change: string }>(
    `select facts->>'change' as change from identity.one_time_messages
     where email = $1 and template = 'security-notice' order by id`,
    [email],
  );
  return rows.map(({ change }) => change);
}

describe('a passkey', () => {
  it('is added and signs in without a password or a name, also to an academy', async () => {
    const { email, authenticator } = await withPasskey();
    for (const [host, home] of [
      [platform, `${platform}/`],
      [academy, `${academy}/`],
    ] as const) {
      const { browser, page, options } = await prepared(new TestBrowser(world.app), host);
      expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
      expect(options.allowCredentials ?? []).toEqual([]);
      const credential = authenticator.assert(options);
      const answered = await send(browser, 'POST', `${page.href}/passkey`, { credential });
      expect(answered.status).toBe(200);
      expect((await goOn(browser, answered.page)).url.href).toBe(home);
      expect((await me(browser, host)).body.email).toBe(email);
    }
    expect(await auditOf(email)).toEqual(['passkey.added']);
    expect(await noticesOf(email)).toEqual(['passkey-added']);
  });

  it('stands for both factors', async () => {
    const { browser: owner, authenticator } = await withPasskey();
    const { body } = await send(owner, 'POST', `${platform}/api/v1/me/one-time-codes`, confirm);
    const { TOTP, Secret } = await import('otpauth');
    const code = TOTP.generate({ secret: Secret.fromBase32(body.secret) });
    const confirmation = `${platform}/api/v1/me/one-time-codes/confirmation`;
    expect((await send(owner, 'POST', confirmation, { code })).status).toBe(200);
    expect((await answerWith(authenticator)).body).toHaveProperty('redirectTo');
  });

  it('is listed with its last use, renamed and removed by its owner alone', async () => {
    const { browser, email, authenticator, passkeyId } = await withPasskey();
    await answerWith(authenticator);
    const { body } = await send(browser, 'GET', passkeys);
    expect(body.items).toEqual([
      {
        id: passkeyId,
        name: 'My phone',
        isBackedUp: false,
        createdAt: expect.any(String),
        lastUsedAt: expect.any(String),
      },
    ]);
    const { browser: stranger } = await newcomer();
    const address = `${passkeys}/${passkeyId}`;
    expect((await send(stranger, 'PATCH', address, { name: 'Mine' })).status).toBe(404);
    expect((await send(stranger, 'POST', `${address}/removal`, confirm)).status).toBe(404);
    expect((await send(browser, 'PATCH', address, { name: 'Old phone' })).body.name).toBe(
      'Old phone',
    );
    expect((await send(browser, 'POST', `${address}/removal`, confirm)).status).toBe(204);
    expect((await answerWith(authenticator)).status).toBe(401);
    expect(await noticesOf(email)).toEqual(['passkey-added', 'passkey-removed']);
  });

  it('is not removed when it is the last way to sign in, nor two of two at once', async () => {
    const { browser, email, passkeyId } = await withPasskey();
    const second = await add(browser, new TestAuthenticator(platform));
    await database.owner.query(
      `delete from identity.password_credentials c using identity.persons p
       where p.id = c.person_id and p.email = $1`,
      [email],
    );
    const removals = await Promise.all(
      [passkeyId, second.body.id].map((id) =>
        send(browser, 'POST', `${passkeys}/${id}/removal`, {}),
      ),
    );
    expect(removals.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(removals.map(({ body }) => body?.code)).toContain('last_way_to_sign_in');
  });

  it('is made and managed on the platform itself', async () => {
    const browser = new TestBrowser(world.app);
    await signUp(browser, academy);
    const refused = await send(browser, 'POST', `${academy}/api/v1/me/passkeys/options`, confirm);
    expect([refused.status, refused.body.code]).toEqual([403, 'platform_host_required']);
  });

  it('is no more than twenty', async () => {
    const { browser } = await newcomer();
    for (let made = 0; made < 20; made += 1) {
      expect((await add(browser, new TestAuthenticator(platform))).status).toBe(201);
    }
    expect((await send(browser, 'POST', `${passkeys}/options`, confirm)).body.code).toBe(
      'too_many_passkeys',
    );
  });
});

describe('a registration', () => {
  it.each<[string, Lies]>([
    ['made on another site', { origin: 'http://evil.test' }],
    ['made for another site', { relyingPartyId: 'evil.test' }],
    ['without the person being known', { isUserVerified: false }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['that is an assertion', { type: 'webauthn.get' }],
    ['with an attestation that nobody asked for', { format: 'apple' }],
  ])('is refused when %s', async (_, lies) => {
    const { browser } = await newcomer();
    const refused = await add(browser, new TestAuthenticator(platform), lies);
    expect([refused.status, refused.body.code]).toEqual([401, 'passkey_refused']);
    expect((await send(browser, 'GET', passkeys)).body.items).toEqual([]);
  });

  it('uses its challenge up, and no other session can answer it', async () => {
    const { browser } = await newcomer();
    const { browser: other } = await newcomer();
    const { body: options } = await send(browser, 'POST', `${passkeys}/options`, confirm);
    const body = () => ({
      name: 'Phone',
      credential: new TestAuthenticator(platform).register(options),
    });
    expect((await send(other, 'POST', passkeys, body())).status).toBe(401);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(browser, 'POST', passkeys, body())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401]);
  });

  it('is refused after ten minutes', async () => {
    const { browser } = await newcomer();
    const { body: options } = await send(browser, 'POST', `${passkeys}/options`, confirm);
    await database.owner.query(
      `update identity.passkey_challenges set expires_at = now() where challenge = $1`,
      [options.challenge],
    );
    const credential = new TestAuthenticator(platform).register(options);
    expect((await send(browser, 'POST', passkeys, { name: 'Phone', credential })).status).toBe(401);
  });

  it("does not take a key that is somebody else's", async () => {
    const { authenticator } = await withPasskey();
    const { browser } = await newcomer();
    expect((await add(browser, authenticator)).body.code).toBe('passkey_taken');
  });

  it('is not thrown off by nonsense', async () => {
    const { browser } = await newcomer();
    const { body: options } = await send(browser, 'POST', `${passkeys}/options`, confirm);
    const honest = new TestAuthenticator(platform).register(options);
    for (const response of [
      { ...honest.response, attestationObject: 'AAAA' },
      { ...honest.response, clientDataJSON: 'AAAA' },
      { ...honest.response, clientDataJSON: Buffer.from('[]').toString('base64url') },
    ]) {
      const credential = { ...honest, response };
      const refused = await send(browser, 'POST', passkeys, { name: 'Phone', credential });
      expect(refused.status).toBe(401);
    }
  });
});

describe('a sign-in by a passkey', () => {
  const anothersHandle = Buffer.from(newId().replaceAll('-', ''), 'hex').toString('base64url');

  it.each<[string, Lies]>([
    ['made on another site', { origin: 'http://evil.test' }],
    ['made on an academy', { origin: academy }],
    ['made for another site', { relyingPartyId: 'evil.test' }],
    ['without the person being known', { isUserVerified: false }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['that is a registration', { type: 'webauthn.create' }],
    ['that names another person', { userHandle: anothersHandle }],
  ])('is refused when %s', async (_, lies) => {
    const { authenticator } = await withPasskey();
    const refused = await answerWith(authenticator, lies);
    expect([refused.status, refused.body.code]).toEqual([401, 'passkey_refused']);
  });

  it('is refused with the key of nobody, or one byte of the signature changed', async () => {
    const { authenticator } = await withPasskey();
    const stranger = new TestAuthenticator(platform);
    expect((await answerWith(stranger, { userHandle: anothersHandle })).status).toBe(401);
    const { browser, page, options } = await prepared();
    const credential = authenticator.assert(options);
    const signature = Buffer.from(credential.response.signature, 'base64url');
    signature[40] = (signature[40] ?? 0) ^ 1;
    const response = { ...credential.response, signature: signature.toString('base64url') };
    const body = { credential: { ...credential, response } };
    expect((await send(browser, 'POST', `${page.href}/passkey`, body)).status).toBe(401);
  });

  it('answers the sign-in that asked, once, and no other', async () => {
    const { authenticator } = await withPasskey();
    const [mine, others] = [await prepared(), await prepared()];
    const credential = authenticator.assert(mine.options);
    const at = (uid: URL) => `${uid.href}/passkey`;
    expect((await send(others.browser, 'POST', at(others.page), { credential })).status).toBe(401);
    expect(
      (await send(new TestBrowser(world.app), 'POST', at(mine.page), { credential })).status,
    ).toBe(404);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(mine.browser, 'POST', at(mine.page), { credential })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is refused for a copy of the key, and the person is told', async () => {
    const { email, authenticator } = await withPasskey();
    for (let uses = 0; uses < 3; uses += 1) {
      expect((await answerWith(authenticator)).status).toBe(200);
    }
    const copied = await answerWith(authenticator, { counter: 2 });
    expect([copied.status, copied.body.code]).toEqual([401, 'passkey_refused']);
    expect(await auditOf(email)).toEqual(['passkey.added', 'passkey.copy_refused']);
    expect(await noticesOf(email)).toEqual(['passkey-added', 'passkey-copied']);
  });

  it('tells nobody of a copy that was not signed by the key', async () => {
    const { email, authenticator } = await withPasskey();
    expect((await answerWith(authenticator)).status).toBe(200);
    const { browser, page, options } = await prepared();
    const honest = authenticator.assert(options);
    const forged = new TestAuthenticator(platform).assert(options, { counter: 0 });
    const credential = { ...honest, response: forged.response };
    await send(browser, 'POST', `${page.href}/passkey`, { credential });
    expect(await noticesOf(email)).toEqual(['passkey-added']);
  });

  it('takes a synchronised key, which does not count', async () => {
    const { authenticator } = await withPasskey();
    expect((await answerWith(authenticator, { counter: 0 })).status).toBe(200);
    expect((await answerWith(authenticator, { counter: 0 })).status).toBe(200);
  });

  it('is refused for who is banned', async () => {
    const { email, authenticator } = await withPasskey();
    const ban = `update identity.persons set status = 'banned' where email = $1`;
    await database.owner.query(ban, [email]);
    const refused = await answerWith(authenticator);
    expect([refused.status, refused.body.code]).toEqual([403, 'account_not_active']);
  });
});
