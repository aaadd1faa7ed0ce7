import { beforeAll, describe, expect, it } from 'vitest';
import { AccountClient, firstPassword, newAddress } from './testing/account-world.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const secondPassword = 'another set of words';

let api: AccountClient;

beforeAll(async () => {
  api = new AccountClient(world);
});

const askForReset = (email: string) => api.send('POST', '/auth/password-resets', { email });
const reset = (token: string, password = secondPassword) =>
  api.send('PUT', '/auth/password-resets', { token, password });

async function auditOf(userId: string) {
  const { rows } = await database.owner.query(
    `select action, actor_id from platform.audit_log where subject_id = $1 order by id`,
    [userId],
  );
  return rows;
}

describe('asking for a new password', () => {
  it('answers alike whether the address is known or not, and writes alike', async () => {
    const { email } = await api.register();
    const unknown = newAddress();
    const answers = [await askForReset(email), await askForReset(unknown)];
    expect(answers).toEqual(Array(2).fill({ status: 202, body: { status: 'accepted' } }));
    const { rows } = await database.owner.query(
      `select m.person_id, m.facts, l.type from identity.one_time_messages m
       join events.log l on l.aggregateid = m.id::text
       where m.template = 'reset-password' and m.email = any($1)`,
      [[email, unknown]],
    );
    const row = { person_id: null, facts: {}, type: 'user.message_requested' };
    expect(rows).toEqual([row, row]);
    expect(await world.mailbox.to(unknown)).toEqual([]);
    expect(await world.mailbox.mail(email, 'reset-password')).toMatchObject({ name: 'Ada' });
  });

  it('names a wrong address', async () => {
    expect((await askForReset('nobody')).status).toBe(422);
  });
});

describe('setting a new password by the link', () => {
  it('proves the address, ends every sign-in, and tells the person', async () => {
    const holder = await api.register();
    await askForReset(holder.email.toUpperCase());
    const token = await world.mailbox.token(holder.email, 'reset-password');
    expect((await reset(token)).status).toBe(204);
    expect(await api.attempts(holder)).toEqual([401, 401, 401]);
    const back = await api.logIn(holder.email, secondPassword);
    expect(back).toMatchObject({ status: 200, body: { user: { emailVerified: true } } });
    expect(await world.mailbox.mail(holder.email, 'security-notice')).toMatchObject({
      facts: { change: 'password-reset' },
      link: 'http://localhost:3000/forgot-password',
    });
    expect(await auditOf(holder.id)).toEqual([
      { action: 'account.password_reset', actor_id: holder.id },
    ]);
  });

  it('works once, and every other link for it is over', async () => {
    const { email } = await api.verified();
    await askForReset(email);
    const first = await world.mailbox.token(email, 'reset-password');
    await askForReset(email);
    const second = await world.mailbox.token(email, 'reset-password');
    expect(second).not.toBe(first);
    const uses = await Promise.all([reset(second), reset(second), reset(second)]);
    expect(uses.map(({ status }) => status).toSorted()).toEqual([204, 404, 404]);
    expect(await reset(first)).toMatchObject({ status: 404, body: { code: 'link_expired' } });
  });

  it('is not open to who is closed out, and not with a short password', async () => {
    const holder = await api.verified();
    await askForReset(holder.email);
    const token = await world.mailbox.token(holder.email, 'reset-password');
    expect((await reset(token, 'short')).status).toBe(422);
    await database.owner.query(`update identity.persons set status = 'banned' where id = $1`, [
      holder.id,
    ]);
    expect((await reset(token)).status).toBe(404);
    expect(await world.mailbox.to(holder.email)).toEqual([]);
  });

  it('lets in whom somebody’s guesses had locked out', async () => {
    const { email } = await api.verified();
    for (let guess = 0; guess < 10; guess += 1) await api.logIn(email, `guess ${guess}`);
    expect((await api.logIn(email)).status).toBe(429);
    await askForReset(email);
    await reset(await world.mailbox.token(email, 'reset-password'));
    expect((await api.logIn(email, secondPassword)).status).toBe(200);
  });

  it('leaves no log-in that was under way with the old password, however many are', async () => {
    const holder = await api.verified();
    await askForReset(holder.email);
    const token = await world.mailbox.token(holder.email, 'reset-password');
    const logIns = Array.from({ length: 12 }, () => api.logIn(holder.email));
    const [resetAnswer, ...answers] = await Promise.all([reset(token), ...logIns]);
    expect(resetAnswer.status).toBe(204);
    for (const { body } of answers.filter(({ status }) => status === 200)) {
      expect((await api.me(body.accessToken)).status).toBe(401);
      const again = await api.send('POST', '/auth/refresh', { refreshToken: body.refreshToken });
      expect(again.status).toBe(401);
    }
  });
});

describe('changing the password', () => {
  const change = (token: string, body: object) => api.send('PUT', '/me/password', body, { token });

  it('needs the current one', async () => {
    const { accessToken } = await api.verified();
    const wrong = { currentPassword: 'not this one', newPassword: secondPassword };
    for (const body of [wrong, { newPassword: secondPassword }]) {
      expect(await change(accessToken, body)).toMatchObject({
        status: 403,
        body: { code: 'password_wrong' },
      });
    }
    const short = { currentPassword: firstPassword, newPassword: 'short' };
    expect((await change(accessToken, short)).status).toBe(422);
    expect((await api.send('PUT', '/me/password', wrong)).status).toBe(401);
  });

  it('counts wrong ones as failed log-ins', async () => {
    const { accessToken } = await api.verified();
    const wrong = { currentPassword: 'not this one', newPassword: secondPassword };
    const guesses = Array.from({ length: 12 }, () => change(accessToken, wrong));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('ends all other sign-ins, keeps this one, and tells the person', async () => {
    const holder = await api.verified();
    const { body: other } = await api.logIn(holder.email);
    const body = { currentPassword: firstPassword, newPassword: secondPassword };
    expect((await change(holder.accessToken, body)).status).toBe(204);
    expect((await api.me(other.accessToken)).status).toBe(401);
    expect((await api.me(holder.accessToken)).status).toBe(200);
    const { refreshToken } = holder;
    expect((await api.send('POST', '/auth/refresh', { refreshToken })).status).toBe(200);
    expect((await api.logIn(holder.email)).status).toBe(401);
    expect((await api.logIn(holder.email, secondPassword)).status).toBe(200);
    expect(await world.mailbox.mail(holder.email, 'security-notice')).toMatchObject({
      facts: { change: 'password-changed' },
    });
    expect((await auditOf(holder.id)).map(({ action }) => action)).toContain(
      'account.password_changed',
    );
  });

  it('ends links to a new password that wait', async () => {
    const holder = await api.verified();
    await askForReset(holder.email);
    const token = await world.mailbox.token(holder.email, 'reset-password');
    const body = { currentPassword: firstPassword, newPassword: secondPassword };
    await change(holder.accessToken, body);
    expect((await reset(token, 'words of a thief')).status).toBe(404);
  });

  it('asks who has no password to have signed in a moment ago', async () => {
    const holder = await api.verified();
    const { owner } = database;
    await owner.query('delete from identity.password_credentials where person_id = $1', [
      holder.id,
    ]);
    const ask = () => change(holder.accessToken, { newPassword: secondPassword });
    const aged = `update identity.oidc_records
      set payload = jsonb_set(payload, '{iat}', to_jsonb((payload->>'iat')::bigint - 601))
      where model = 'Grant' and payload->>'accountId' = $1`;
    await owner.query(aged, [holder.id]);
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'sign_in_again' } });
    await owner.query(aged.replace('- 601', '+ 601'), [holder.id]);
    expect((await ask()).status).toBe(204);
    expect((await api.logIn(holder.email, secondPassword)).status).toBe(200);
  });

  it('is read with how the account is secured', async () => {
    const { accessToken } = await api.verified();
    const security = await api.send('GET', '/me/security', undefined, { token: accessToken });
    expect(security.body).toEqual({
      hasPassword: true,
      passwordChangedAt: expect.any(String),
      pendingEmail: null,
    });
  });
});
