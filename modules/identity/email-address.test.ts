import { beforeAll, describe, expect, it } from 'vitest';
import {
  AccountClient,
  type AccountHolder,
  firstPassword,
  newAddress,
} from './testing/account-world.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const otherPassword = 'another set of words';

let api: AccountClient;

beforeAll(async () => {
  api = new AccountClient(world);
});

const as = ({ accessToken }: AccountHolder) => ({ token: accessToken });
const emailOf = async (holder: AccountHolder) => (await api.me(holder.accessToken)).body['email'];

function askForChange(holder: AccountHolder, email: string, password = firstPassword) {
  return api.send('POST', '/me/email-change', { email, password }, as(holder));
}

async function change(holder: AccountHolder, email = newAddress(), password = firstPassword) {
  const asked = await askForChange(holder, email, password);
  expect(asked).toEqual({ status: 202, body: { status: 'accepted' } });
  const token = await world.mailbox.token(email, 'change-email');
  const done = await api.send('PUT', '/me/email-change', { token }, as(holder));
  expect(done.status).toBe(204);
  return email;
}

describe('proving the address of an account', () => {
  it('is done signed in, once', async () => {
    const holder = await api.register();
    const token = await world.mailbox.token(holder.email, 'verify-email');
    const verify = () => api.send('PUT', '/me/email-verification', { token }, as(holder));
    expect((await verify()).status).toBe(204);
    expect((await api.me(holder.accessToken)).body).toMatchObject({ emailVerified: true });
    expect((await verify()).status).toBe(404);
  });

  it('is done with the password, without being signed in', async () => {
    const { email, accessToken } = await api.register();
    const token = await world.mailbox.token(email, 'verify-email');
    const body = { token, password: firstPassword };
    expect((await api.send('PUT', '/auth/email-verifications', body)).status).toBe(204);
    expect((await api.me(accessToken)).body).toMatchObject({ emailVerified: true });
  });

  it('can be asked for again, and sends nothing when it is proven', async () => {
    const holder = await api.register();
    const ask = () => api.send('POST', '/me/email-verification', undefined, as(holder));
    const before = (await world.mailbox.to(holder.email)).length;
    expect((await ask()).status).toBe(202);
    expect(await world.mailbox.to(holder.email)).toHaveLength(before + 1);
    const token = await world.mailbox.token(holder.email, 'verify-email');
    await api.send('PUT', '/me/email-verification', { token }, as(holder));
    expect((await ask()).status).toBe(202);
    expect(await world.mailbox.to(holder.email)).toEqual([]);
  });

  it('is asked of whoever begins to teach', async () => {
    const holder = await api.register();
    const ask = () => world.identity.requireVerified(database.tenantCtx(), { userId: holder.id });
    await expect(ask()).rejects.toMatchObject({ code: 'email_not_verified' });
    const token = await world.mailbox.token(holder.email, 'verify-email');
    await api.send('PUT', '/me/email-verification', { token }, as(holder));
    await expect(ask()).resolves.toBeUndefined();
  });

  it('says for what a link is, and that it is over', async () => {
    const holder = await api.register();
    const token = await world.mailbox.token(holder.email, 'verify-email');
    const read = (sent = {}) => api.send('GET', `/auth/link?token=${token}`, undefined, sent);
    const link = { purpose: 'verify-email', email: holder.email, isOwn: false };
    expect(await read()).toEqual({ status: 200, body: link });
    expect((await read(as(holder))).body).toEqual({ ...link, isOwn: true });
    await api.send('PUT', '/me/email-verification', { token }, as(holder));
    expect(await read()).toMatchObject({ status: 404, body: { code: 'link_expired' } });
  });
});

describe('changing the address', () => {
  it('waits for the link to the new one', async () => {
    const holder = await api.verified();
    const email = newAddress();
    await askForChange(holder, email);
    expect(await emailOf(holder)).toBe(holder.email);
    const security = await api.send('GET', '/me/security', undefined, as(holder));
    expect(security.body).toMatchObject({ pendingEmail: email });
    expect((await api.logIn(email)).status).toBe(401);
    await change(holder, email);
    expect((await api.me(holder.accessToken)).body).toMatchObject({ email, emailVerified: true });
    expect((await api.logIn(email)).status).toBe(200);
    expect((await api.logIn(holder.email)).status).toBe(401);
    const { rows } = await database.owner.query(
      `select details from platform.audit_log
       where subject_id = $1 and action = 'account.email_changed'`,
      [holder.id],
    );
    expect(rows).toEqual([{ details: {} }]);
  });

  it('needs the password, and another address', async () => {
    const holder = await api.verified();
    expect(await askForChange(holder, newAddress(), 'wrong')).toMatchObject({
      status: 403,
      body: { code: 'password_wrong' },
    });
    expect((await askForChange(holder, holder.email.toUpperCase())).status).toBe(422);
    expect((await askForChange(holder, 'nowhere')).status).toBe(422);
  });

  it('counts for the last address that was asked for', async () => {
    const holder = await api.verified();
    const [first, second] = [newAddress(), newAddress()];
    await askForChange(holder, first);
    const token = await world.mailbox.token(first, 'change-email');
    await askForChange(holder, second);
    const late = await api.send('PUT', '/me/email-change', { token }, as(holder));
    expect(late.status).toBe(404);
  });

  it('does not tell of another’s address, which is told by its mailbox alone', async () => {
    const [holder, other] = [await api.verified(), await api.verified()];
    const known = await askForChange(holder, other.email);
    const [message] = await world.mailbox.to(other.email);
    expect(await askForChange(holder, newAddress())).toEqual(known);
    expect(message).toMatchObject({ template: 'already-registered' });
  });

  it('is refused when somebody else was faster', async () => {
    const holder = await api.verified();
    const email = newAddress();
    await askForChange(holder, email);
    const token = await world.mailbox.token(email, 'change-email');
    await api.register(email);
    const late = await api.send('PUT', '/me/email-change', { token }, as(holder));
    expect(late).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    expect(await emailOf(holder)).toBe(holder.email);
  });

  it('ends links to a new password that the old address has', async () => {
    const holder = await api.verified();
    await api.send('POST', '/auth/password-resets', { email: holder.email });
    const token = await world.mailbox.token(holder.email, 'reset-password');
    await change(holder);
    const body = { token, password: otherPassword };
    expect((await api.send('PUT', '/auth/password-resets', body)).status).toBe(404);
  });
});

describe('taking a change of the address back', () => {
  const restore = (token: string, password = otherPassword) =>
    api.send('PUT', '/auth/email-restorations', { token, password });

  it('gives the account back with a new password, and to nobody else', async () => {
    const holder = await api.verified();
    const stolen = await change(holder);
    const mail = await world.mailbox.mail(holder.email, 'email-changed');
    expect(mail.facts).toEqual({ newEmail: stolen });
    const token = await world.mailbox.token(holder.email, 'email-changed');
    expect((await restore(token)).status).toBe(204);
    expect(await api.attempts(holder)).toEqual([401, 401, 401]);
    expect((await api.logIn(stolen)).status).toBe(401);
    const back = await api.logIn(holder.email, otherPassword);
    expect(back).toMatchObject({ status: 200, body: { user: { id: holder.id } } });
    expect((await restore(token)).status).toBe(404);
  });

  it('outlives a reset by the one who has the new address', async () => {
    const holder = await api.verified();
    const stolen = await change(holder);
    const token = await world.mailbox.token(holder.email, 'email-changed');
    await api.send('POST', '/auth/password-resets', { email: stolen });
    const reset = await world.mailbox.token(stolen, 'reset-password');
    await api.send('PUT', '/auth/password-resets', { token: reset, password: 'words of a thief' });
    expect((await restore(token)).status).toBe(204);
    expect((await api.logIn(stolen, 'words of a thief')).status).toBe(401);
    expect((await api.logIn(holder.email, otherPassword)).status).toBe(200);
  });

  it('cannot be answered by a thief who changed it twice, nor barred by one who takes the address', async () => {
    const holder = await api.verified();
    const first = await change(holder);
    await change(holder);
    const ownersLink = await world.mailbox.token(holder.email, 'email-changed');
    const thiefsLink = await world.mailbox.token(first, 'email-changed');
    const barring = { email: holder.email, password: firstPassword, name: 'Mallory' };
    expect((await api.send('POST', '/auth/register', barring)).status).toBe(409);
    expect((await restore(thiefsLink, 'words of a thief')).status).toBe(204);
    expect((await restore(ownersLink)).status).toBe(204);
    expect((await api.logIn(holder.email, otherPassword)).status).toBe(200);
  });

  it('ends the thief’s own way back', async () => {
    const holder = await api.verified();
    const first = await change(holder);
    await change(holder);
    const thiefsLink = await world.mailbox.token(first, 'email-changed');
    await restore(await world.mailbox.token(holder.email, 'email-changed'));
    expect((await restore(thiefsLink, 'words of a thief')).status).toBe(404);
  });

  it('is offered to no address that was never proven', async () => {
    const holder = await api.register();
    await change(holder);
    expect(await world.mailbox.to(holder.email)).toEqual([]);
  });
});
