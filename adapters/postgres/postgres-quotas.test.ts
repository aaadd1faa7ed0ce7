import type { Quota } from '@edumaster/counters';
import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const day = 24 * 60 * 60;
const quota: Quota = { name: 'cakes', most: 3, windowSeconds: day, refusal: 'No more cake today' };
const start = new Date('2026-03-01T10:00:00.000Z');

let userId: Id<'user'>;

beforeEach(() => {
  userId = newId<'user'>();
});

const at = (seconds: number, tenant: 'first' | 'second' = 'first'): Ctx =>
  database.tenantCtx({ userId, tenant, now: new Date(start.getTime() + seconds * 1_000) });

function use(ctx: Ctx, { amount = 1, id = newId(), of = quota } = {}): Promise<void> {
  return database.db.inTx(ctx, (tx) => database.quotas.use(tx, { quota: of, userId, id, amount }));
}

async function countOf(attempts: readonly Promise<void>[]): Promise<number> {
  const settled = await Promise.allSettled(attempts);
  const refused = settled.filter(({ status }) => status === 'rejected');
  for (const { reason } of refused as PromiseRejectedResult[]) {
    expect(reason).toMatchObject({ code: 'too_many_requests' });
  }
  return settled.length - refused.length;
}

describe('a quota', () => {
  it('is never exceeded by one, also by 50 at once', async () => {
    expect(await countOf(Array.from({ length: 50 }, () => use(at(0))))).toBe(3);
    const { rows } = await database.owner.query(
      `select count(*)::int as uses from platform.quota_uses where user_id = $1`,
      [userId],
    );
    expect(rows).toEqual([{ uses: 3 }]);
  });

  it('says in words and seconds when to come again, and keeps its word', async () => {
    await use(at(0));
    await use(at(60));
    await use(at(120));
    const refused = { code: 'too_many_requests', detail: 'No more cake today' };
    await expect(use(at(180.5))).rejects.toMatchObject({
      ...refused,
      retryAfterSeconds: Math.ceil(day - 180.5),
    });
    await expect(use(at(day - 0.001))).rejects.toMatchObject({ ...refused, retryAfterSeconds: 1 });
    await use(at(day));
    await expect(use(at(day))).rejects.toMatchObject({ ...refused, retryAfterSeconds: 60 });
  });

  it('holds in every window, wherever it begins: at its edge 50 at once find one place', async () => {
    await use(at(0));
    await use(at(day - 1));
    await use(at(day - 1));
    expect(await countOf(Array.from({ length: 50 }, () => use(at(day))))).toBe(1);
    expect(await countOf(Array.from({ length: 50 }, () => use(at(day + 1))))).toBe(0);
    expect(await countOf(Array.from({ length: 50 }, () => use(at(2 * day - 1))))).toBe(2);
  });

  it('holds when clocks differ: what a later one has used counts for an earlier one', async () => {
    await use(at(10));
    await use(at(20));
    await use(at(30));
    await expect(use(at(0))).rejects.toMatchObject({ code: 'too_many_requests' });
  });

  it('counts amounts, and names the moment at which this one fits', async () => {
    const bytes = { ...quota, name: 'bytes', most: 100 };
    await use(at(0), { of: bytes, amount: 30 });
    await use(at(100), { of: bytes, amount: 30 });
    await use(at(200), { of: bytes, amount: 40 });
    await expect(use(at(300), { of: bytes, amount: 1 })).rejects.toMatchObject({
      retryAfterSeconds: day - 300,
    });
    await expect(use(at(300), { of: bytes, amount: 31 })).rejects.toMatchObject({
      retryAfterSeconds: day - 200,
    });
    await use(at(day), { of: bytes, amount: 30 });
  });

  it('is the same for 50 parallel amounts', async () => {
    const bytes = { ...quota, name: 'bytes', most: 100 };
    const all = Array.from({ length: 50 }, () => use(at(0), { of: bytes, amount: 7 }));
    expect(await countOf(all)).toBe(14);
  });

  it('gives back what was not needed, and never takes more', async () => {
    const bytes = { ...quota, name: 'bytes', most: 100 };
    const id = newId();
    const reduce = (amount: number) =>
      database.db.inTx(at(0), (tx) =>
        database.quotas.reduce(tx, { quota: bytes, userId, id, amount }),
      );
    await use(at(0), { of: bytes, amount: 100, id });
    await reduce(40);
    await reduce(90);
    await expect(use(at(0), { of: bytes, amount: 61 })).rejects.toThrow();
    await use(at(0), { of: bytes, amount: 60 });
  });

  it('is not used by a transaction that rolls back', async () => {
    const failing = database.db.inTx(at(0), async (tx) => {
      await database.quotas.use(tx, { quota, userId, id: newId() });
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else');
    expect(await countOf([use(at(0)), use(at(0)), use(at(0))])).toBe(3);
  });

  it('is of one person in one tenant', async () => {
    for (let index = 0; index < 3; index += 1) await use(at(0));
    expect(await countOf(Array.from({ length: 4 }, () => use(at(0, 'second'))))).toBe(3);
    userId = newId<'user'>();
    await use(at(0));
  });

  it('forgets what nobody counts any more', async () => {
    const brief = { ...quota, name: 'brief', most: 10, windowSeconds: 60 };
    for (let index = 0; index < 10; index += 1) await use(at(0), { of: brief });
    userId = newId<'user'>();
    await use(at(60), { of: brief });
    const left = await database.db.inTx(at(60), (tx) =>
      tx.rows({ text: `select 1 from platform.quota_uses where quota = 'brief'` }),
    );
    expect(left).toHaveLength(1);
  });
});
