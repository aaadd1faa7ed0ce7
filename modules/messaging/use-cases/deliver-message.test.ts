import type { Db } from '@edumaster/database';
import { type EventEnvelope, eventOf } from '@edumaster/events';
import { type OneTimeMessage, userMessageRequested } from '@edumaster/identity';
import { type Ctx, type Id, id, type Log, newId, systemCtx } from '@edumaster/kernel';
import { tenants, useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { ForgetDeliveries } from '../jobs/forget-deliveries.ts';
import { messagingModule } from '../module.ts';
import { messagingWorld } from '../testing/messaging-world.ts';

const { name, migrations } = messagingModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const secret = 'S3cr3t-t0ken-of-the-link';
const address = 'ada.lovelace@example.test';

const resetMail: OneTimeMessage = {
  channel: 'mail',
  template: 'reset-password',
  to: address,
  name: 'Ada',
  locale: 'en',
  link: `https://learn.example/reset-password?token=${secret}`,
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  facts: {},
};

const code: OneTimeMessage = {
  channel: 'sms',
  template: 'phone-code',
  to: '+4930123456',
  locale: 'en',
  code: '918273',
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  facts: {},
};

function open({ deliveringDb }: { deliveringDb?: Db } = {}) {
  const logged: string[] = [];
  const note = (fields: object, message: string) => {
    const { err } = fields as { err?: Error };
    logged.push(`${message} ${JSON.stringify(fields)} ${err?.stack ?? ''} ${String(err?.cause)}`);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, child: () => log };
  const { db, jobs } = database;
  const world = messagingWorld({ db, jobs, log, ...(deliveringDb ? { deliveringDb } : {}) });
  const ctx = database.tenantCtx();
  const request = async (message: OneTimeMessage, from: Ctx = ctx): Promise<Id<'message'>> => {
    const messageId = world.identity.addMessage(message);
    await db.inTx(from, (tx) =>
      database.outbox.emit(tx, eventOf(userMessageRequested, { messageId })),
    );
    return messageId;
  };
  const work = async () => {
    await database.deliver([world.consumer]);
    await database.work([world.handler]);
  };
  /** What waits for another attempt has waited long enough. */
  const later = async () => {
    await database.owner.query('update graphile_worker._private_jobs set run_at = now()');
    await database.work([world.handler]);
  };
  return { ...world, ctx, request, work, later, logged };
}

interface Row {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly channel: string | null;
  readonly template: string | null;
  readonly settled_at: Date | null;
}

async function rowsOf(subjectId: string): Promise<Row[]> {
  return database.db.inSystemTx(systemCtx('a test looks'), (tx) =>
    tx.rows<Row>({
      text: 'select * from messaging.deliveries where subject_id = $1',
      values: [subjectId],
    }),
  );
}

/** Everything that the database holds of messaging, its jobs and events. */
async function everything(): Promise<string> {
  const rows = await database.db.inSystemTx(systemCtx('a test looks'), (tx) =>
    tx.rows<{ row: string }>({ text: 'select d::text as row from messaging.deliveries d' }),
  );
  const jobs = await database.owner.query('select j::text from graphile_worker._private_jobs j');
  const events = await database.owner.query('select e::text from events.log e');
  return JSON.stringify([rows, jobs.rows, events.rows]);
}

function replay(messageId: string): EventEnvelope {
  const ctx = database.tenantCtx();
  return {
    id: newId<'event'>(),
    type: 'user.message_requested',
    version: 1,
    data: { messageId },
    metadata: {
      tenantId: ctx.tenantId,
      timestamp: ctx.now.toISOString(),
      correlationId: ctx.correlationId,
      causationId: null,
      actor: ctx.actor,
    },
  };
}

describe('a message that was asked for', () => {
  it('is sent as a mail with its link', async () => {
    const { mail, request, work } = open();
    const messageId = await request(resetMail);
    await work();
    const [sent, ...others] = mail.sent;
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ to: { address }, subject: 'Choose a new password at EduMaster' });
    expect(sent?.text).toContain(secret);
    expect(sent?.html).toContain(secret);
    const [row] = await rowsOf(messageId);
    expect(row).toMatchObject({ status: 'sent', channel: 'mail', template: 'reset-password' });
    expect(sent?.messageId).toBe(`${row?.id}@learn.example`);
  });

  it('is sent as a text message with its code', async () => {
    const { sms, request, work } = open();
    const messageId = await request(code);
    await work();
    expect(sms.sent).toMatchObject([{ to: '+4930123456' }]);
    expect(sms.sent[0]?.text).toMatch(/^918273 is your code at EduMaster\..*10 minutes/);
    expect(sms.sent[0]?.text).toMatch(/\n@learn\.example #918273$/);
    expect(await rowsOf(messageId)).toMatchObject([{ status: 'sent', channel: 'sms' }]);
  });

  it('of an academy comes in its name', async () => {
    const { mail, request, work } = open();
    await request(resetMail, database.tenantCtx({ tenant: 'second' }));
    await work();
    expect(mail.sent).toMatchObject([
      { fromName: 'Acme Academy via EduMaster', subject: 'Choose a new password at Acme Academy' },
    ]);
  });

  it('that has nothing to say any more is not sent', async () => {
    const { mail, ctx, queue, work } = open();
    const subjectId = newId<'message'>();
    await queue.run(ctx, { eventId: newId<'event'>(), kind: 'one-time-message', subjectId });
    await work();
    expect(mail.sent).toEqual([]);
    expect(await rowsOf(subjectId)).toMatchObject([
      { status: 'skipped', reason: 'nothing-to-say' },
    ]);
  });

  it('leaves no link, code, address or number in the database or the log', async () => {
    const { request, work, mail, later, logged } = open();
    mail.goAway();
    await request(resetMail);
    await request(code);
    await work();
    const whileItWaits = await everything();
    mail.comeBack();
    mail.refuse(address);
    await later();
    for (const text of [whileItWaits, await everything(), logged.join('\n')]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('918273');
      expect(text).not.toContain(address);
      expect(text).not.toContain('30123456');
    }
    expect(logged.join('\n')).toContain('a message was not sent');
  });
});

describe('an event that is read again', () => {
  it('sends nothing twice, also when several read it at once', async () => {
    const { identity, mail, consumer, work, ctx } = open();
    const messageId = identity.addMessage(resetMail);
    const event = replay(messageId);
    const [reaction] = consumer.reactions;
    const handle = () => reaction?.handle(ctx, event);
    await handle();
    await Promise.all(Array.from({ length: 8 }, handle));
    await work();
    await handle();
    await work();
    expect(mail.sent).toHaveLength(1);
    expect(await rowsOf(messageId)).toHaveLength(1);
  });

  it('as a second event about the same message sends it again: it was asked for again', async () => {
    const { identity, mail, consumer, work, ctx } = open();
    const messageId = identity.addMessage(resetMail);
    const [reaction] = consumer.reactions;
    await reaction?.handle(ctx, replay(messageId));
    await reaction?.handle(ctx, replay(messageId));
    await work();
    expect(mail.sent).toHaveLength(2);
    expect(new Set(mail.sent.map((sent) => sent.messageId)).size).toBe(2);
  });
});

describe('when something fails', () => {
  it('a mail server that was away for a while gets the mail afterwards, once', async () => {
    const { mail, request, work, later } = open();
    mail.goAway();
    const messageId = await request(resetMail);
    await work();
    await later();
    expect(await rowsOf(messageId)).toMatchObject([{ status: 'queued', attempts: 2 }]);
    mail.comeBack();
    await later();
    await later();
    expect(mail.sent).toHaveLength(1);
    expect(await rowsOf(messageId)).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('a crash between sending and noting it sends again, with the same Message-ID', async () => {
    let commits = 0;
    const crashing: Pick<Db, 'inTx'> = {
      inTx: (ctx, statements) => {
        commits += 1;
        // The first one reads the delivery, the second notes that it was sent.
        if (commits === 2) throw new Error('the process is gone');
        return database.db.inTx(ctx, statements);
      },
    };
    const { mail, request, work, later } = open({ deliveringDb: crashing as Db });
    const messageId = await request(resetMail);
    await work();
    expect(await rowsOf(messageId)).toMatchObject([{ status: 'queued', settled_at: null }]);
    await later();
    expect(mail.sent.map((sent) => sent.messageId)).toEqual([
      mail.sent[0]?.messageId,
      mail.sent[0]?.messageId,
    ]);
    expect(await rowsOf(messageId)).toMatchObject([{ status: 'sent' }]);
  });

  it('an address that does not exist is not tried again', async () => {
    const { mail, request, work, later } = open();
    mail.refuse(address);
    const messageId = await request(resetMail);
    await work();
    await later();
    expect(await rowsOf(messageId)).toMatchObject([
      { status: 'failed', reason: 'refused', template: 'reset-password', attempts: 0 },
    ]);
  });

  it('after two days it is given up, and leaves no failed job behind', async () => {
    const { identity, mail, queue, work } = open();
    mail.goAway();
    const subjectId = identity.addMessage(resetMail);
    const now = new Date(Date.now() - 49 * 3_600_000);
    const ctx = database.tenantCtx({ now });
    await queue.run(ctx, { eventId: newId<'event'>(), kind: 'one-time-message', subjectId });
    await work();
    expect(await rowsOf(subjectId)).toMatchObject([{ status: 'failed', reason: 'unavailable' }]);
  });
});

describe('what people are told of themselves', () => {
  const about = (type: string, data: object): EventEnvelope => ({ ...replay(''), type, data });

  it('an instructor learns of being verified, and of what was missing', async () => {
    const { identity, mail, consumer, work, ctx } = open();
    const userId = identity.add('Grace Hopper');
    const reason = 'The picture is too dark.\nPlease take it <b>by day</b>.';
    for (const { type, handle } of consumer.reactions.slice(1)) {
      await handle(ctx, about(type, { userId, reason, somethingNew: 1 }));
    }
    await work();
    const subjects = mail.sent.map(({ subject }) => subject).sort();
    expect(subjects).toEqual([
      'You can teach at EduMaster now',
      'Your application to teach at EduMaster',
    ]);
    const rejection = mail.sent.find(({ text }) => text.includes('too dark'));
    expect(rejection?.to.address).toBe(`${userId}@fake.test`);
    expect(rejection?.text).toContain('> Please take it <b>by day</b>.');
    expect(rejection?.html).toContain('&lt;b&gt;by day&lt;/b&gt;');
  });

  it('a person who is gone is not written to', async () => {
    const { consumer, mail, work, ctx } = open();
    const userId = newId<'user'>();
    await consumer.reactions[1]?.handle(ctx, about('instructor.verified', { userId }));
    await work();
    expect(mail.sent).toEqual([]);
    expect(await rowsOf(userId)).toMatchObject([{ status: 'skipped' }]);
  });
});

describe('deliveries', () => {
  it('of the second tenant are its own', async () => {
    const { identity, mail, queue, deliver, ctx } = open();
    const subjectId = identity.addMessage(resetMail);
    await queue.run(ctx, { eventId: newId<'event'>(), kind: 'one-time-message', subjectId });
    const [row] = await rowsOf(subjectId);
    const order = { deliveryId: id<'delivery'>(row?.id ?? ''), details: {} };
    const stranger = database.tenantCtx({ tenant: 'second' });
    await deliver.run(stranger, order);
    expect(mail.sent).toEqual([]);
    const seen = await database.db.inTx(stranger, (tx) =>
      tx.rows({
        text: 'select id from messaging.deliveries where tenant_id = $1',
        values: [tenants.first],
      }),
    );
    expect(seen).toEqual([]);
    await deliver.run(ctx, order);
    expect(mail.sent).toHaveLength(1);
  });

  it('are forgotten after a season', async () => {
    const { queue } = open();
    const old = newId<'message'>();
    const young = newId<'message'>();
    const at = (days: number) =>
      database.tenantCtx({ now: new Date(Date.now() - days * 24 * 3_600_000) });
    const kind = 'one-time-message';
    await queue.run(at(91), { eventId: newId<'event'>(), kind, subjectId: old });
    await queue.run(at(89), { eventId: newId<'event'>(), kind, subjectId: young });
    await new ForgetDeliveries(database.db).run(new AbortController().signal, 'platform');
    expect(await rowsOf(old)).toEqual([]);
    expect(await rowsOf(young)).toHaveLength(1);
  });
});
