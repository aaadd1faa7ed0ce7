import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { insertPerson } from '../store/persons.ts';
import { type MessageRequest, OneTimeMessages } from './one-time-messages.ts';
import { useIdentityWorld } from '../testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

let messages: OneTimeMessages;

beforeAll(async () => {
  messages = world.container.get(OneTimeMessages);
});

const minutes = 60_000;
const system = (later = 0) => ({
  ...systemCtx('a test works with messages'),
  now: new Date(Date.now() + later),
});

async function person(options: { isVerified?: boolean; email?: string } = {}) {
  const personId = newId<'user'>();
  const { isVerified = true, email = `${personId}@example.test` } = options;
  await database.db.inSystemTx(system(), (tx) =>
    insertPerson(tx, {
      id: personId,
      email,
      name: 'Ada',
      emailVerifiedAt: isVerified ? tx.ctx.now : null,
      createdAt: tx.ctx.now,
      passwordHash: '$argon2id$',
    }),
  );
  return { personId, email };
}

function request(given: Omit<MessageRequest, 'tenantId'>, later = 0) {
  return database.db.inSystemTx(system(later), (tx) =>
    messages.request(tx, { tenantId: tenants.first, ...given }),
  );
}

function read(messageId: Id<'message'>) {
  return world.identity.oneTimeMessage(database.tenantCtx(), { messageId });
}

async function linkToken(messageId: Id<'message'>): Promise<string> {
  const message = await read(messageId);
  if (message?.channel !== 'mail' || !message.link) throw new Error('no link');
  return new URL(message.link).searchParams.get('token') ?? '';
}

const reset = (email: string) => request({ template: 'reset-password', to: { email } });

describe('a message', () => {
  it('is announced by an event without address, link or code', async () => {
    const { email } = await person();
    const messageId = await reset(email);
    const { rows } = await database.owner.query(
      `select type, payload from events.log where aggregateid = $1`,
      [messageId],
    );
    expect(rows).toEqual([{ type: 'user.message_requested', payload: { messageId } }]);
  });

  it('keeps neither the token nor the code', async () => {
    const { email, personId } = await person();
    const token = await linkToken(await reset(email));
    const coded = await request({
      template: 'phone-code',
      to: { phoneNumber: '+4915112345678' },
      personId,
    });
    const sms = await read(coded);
    const code = sms?.channel === 'sms' ? sms.code : '';
    expect(code).toMatch(/^\d{6}$/);
    const { rows } = await database.owner.query(
      `select string_agg((to_jsonb(m) - 'id' - 'person_id' - 'email' - 'created_at'
                          - 'expires_at')::text, '') as all
       from identity.one_time_messages m`,
    );
    expect(rows[0].all).not.toContain(token.split('.')[1]);
    expect(rows[0].all).not.toContain(`"${code}"`);
  });

  it('leads to a page of the platform, or to the sign-in that waits', async () => {
    const { email } = await person();
    const plain = await read(await reset(email));
    expect(plain).toMatchObject({
      channel: 'mail',
      template: 'reset-password',
      to: email,
      name: 'Ada',
      link: expect.stringMatching(
        /^http:\/\/localhost:3000\/reset-password\?token=[0-9a-f-]{36}\.[\w-]{43}$/,
      ),
    });
    const waiting = await request({
      template: 'sign-up',
      to: { email: 'New@example.test' },
      interaction: 'abcdefghij',
      facts: { name: 'Grace' },
    });
    expect(await read(waiting)).toMatchObject({
      to: 'new@example.test',
      name: 'Grace',
      link: expect.stringMatching(/^http:\/\/localhost:3000\/sign-in\/abcdefghij\/finish\?token=/),
    });
  });

  it('is not sent when it is too late', async () => {
    const { email } = await person();
    const old = await request({ template: 'reset-password', to: { email } }, -61 * minutes);
    expect(await read(old)).toBeUndefined();
    expect(await read(newId<'message'>())).toBeUndefined();
  });
});

describe('what goes out', () => {
  it('is no new password for an address without an account', async () => {
    expect(await read(await reset('nobody@example.test'))).toBeUndefined();
  });

  it('tells who signs up with a proven address that they have an account', async () => {
    const { email } = await person();
    const message = await read(await request({ template: 'sign-up', to: { email } }));
    expect(message).toMatchObject({
      template: 'already-registered',
      name: 'Ada',
      link: 'http://localhost:3000/auth/sign-in',
      facts: { resetLink: 'http://localhost:3000/forgot-password' },
      expiresAt: null,
    });
  });

  it('lets the owner of an address finish although somebody took it without proof', async () => {
    const { email } = await person({ isVerified: false });
    const message = await read(await request({ template: 'sign-up', to: { email } }));
    expect(message).toMatchObject({ template: 'sign-up' });
  });

  it('verifies only the address that the account still has, once', async () => {
    const { email, personId } = await person({ isVerified: false });
    const verify = (to: string) =>
      request({ template: 'verify-email', to: { email: to }, personId });
    expect(await read(await verify(email))).toMatchObject({ template: 'verify-email' });
    expect(await read(await verify('before@example.test'))).toBeUndefined();
    const proven = await person();
    const again = { template: 'verify-email', to: { email: proven.email } } as const;
    expect(await read(await request({ ...again, personId: proven.personId }))).toBeUndefined();
  });

  it('is a hint, not a change, for an address that another account has', async () => {
    const { personId } = await person();
    const other = await person();
    const change = { template: 'change-email', personId } as const;
    expect(await read(await request({ ...change, to: { email: other.email } }))).toMatchObject({
      template: 'already-registered',
    });
    expect(await read(await request({ ...change, to: { email: 'x@example.test' } }))).toMatchObject(
      { template: 'change-email', to: 'x@example.test', name: 'Ada' },
    );
  });
});

describe('a link', () => {
  const redeem = (token: string, later = 0) =>
    database.db.inSystemTx(system(later), (tx) => messages.redeemLink(tx, token, 'reset-password'));

  it('counts once, also in parallel', async () => {
    const { email } = await person();
    const messageId = await reset(email);
    const token = await linkToken(messageId);
    const uses = await Promise.allSettled(Array.from({ length: 8 }, () => redeem(token)));
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(redeem(token)).rejects.toMatchObject({ code: 'link_expired' });
    expect(await read(messageId)).toBeUndefined();
  });

  it('counts again when what it allows was rolled back', async () => {
    const { email } = await person();
    const token = await linkToken(await reset(email));
    const failing = database.db.inSystemTx(system(), async (tx) => {
      await messages.redeemLink(tx, token, 'reset-password');
      throw new Error('too bad');
    });
    await expect(failing).rejects.toThrow('too bad');
    expect(await redeem(token)).toMatchObject({ email });
  });

  it('counts neither for another purpose, nor altered, nor too late', async () => {
    const { email } = await person();
    const token = await linkToken(await reset(email));
    const other = await reset(email);
    const signUp = database.db.inSystemTx(system(), (tx) =>
      messages.redeemLink(tx, token, 'sign-up'),
    );
    await expect(signUp).rejects.toMatchObject({ code: 'link_expired' });
    const [, mac = ''] = token.split('.');
    for (const made of [`${other}.${mac}`, `${token}x`, token.slice(0, -1), '.', '', 'a.b']) {
      await expect(redeem(made)).rejects.toMatchObject({ code: 'link_expired' });
    }
    await expect(redeem(token, 61 * minutes)).rejects.toMatchObject({ code: 'link_expired' });
    expect(await redeem(token)).toMatchObject({ email });
  });
});

describe('a code', () => {
  const phoneNumber = '+4915112345678';

  async function sent() {
    const { personId } = await person();
    const messageId = await request({ template: 'phone-code', to: { phoneNumber }, personId });
    const sms = await read(messageId);
    return { personId, code: sms?.channel === 'sms' ? sms.code : '' };
  }

  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');
  const guess = (personId: Id<'user'>, code: string) =>
    messages.redeemCode(
      system(),
      { template: 'phone-code', phoneNumber, personId, code },
      async (_tx, message) => message.phoneNumber,
    );

  it('is taken once', async () => {
    const { personId, code } = await sent();
    await expect(guess(personId, wrongFor(code))).rejects.toMatchObject({ code: 'code_wrong' });
    expect(await guess(personId, code)).toBe(phoneNumber);
    await expect(guess(personId, code)).rejects.toMatchObject({ code: 'code_expired' });
  });

  it('is over after five guesses, however parallel', async () => {
    const { personId, code } = await sent();
    const wrong = Array.from({ length: 12 }, () => guess(personId, wrongFor(code)));
    const refusals = (await Promise.allSettled(wrong)).map((result) =>
      result.status === 'rejected' ? result.reason.code : 'taken',
    );
    expect(refusals.filter((refusal) => refusal === 'code_wrong')).toHaveLength(5);
    expect(refusals.filter((refusal) => refusal === 'code_expired')).toHaveLength(7);
    await expect(guess(personId, code)).rejects.toMatchObject({ code: 'code_expired' });
  });

  it('is worth nothing to another person', async () => {
    const { code } = await sent();
    const other = await person();
    await expect(guess(other.personId, code)).rejects.toMatchObject({ code: 'code_expired' });
  });

  it('is the last one that was sent', async () => {
    const { personId, code } = await sent();
    const again = await request({ template: 'phone-code', to: { phoneNumber }, personId }, 5);
    const sms = await read(again);
    const second = sms?.channel === 'sms' ? sms.code : '';
    const codes = code === second ? [second] : [code, second];
    const results = await Promise.allSettled(codes.map((each) => guess(personId, each)));
    expect(results.at(-1)).toMatchObject({ status: 'fulfilled' });
  });
});
