import { type Ctx, newId, systemCtx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { payoutJournal, saleJournal } from '../domain/journals.ts';
import { inspectLedger } from '../inspect-ledger.ts';
import { commerceModule } from '../module.ts';
import { postJournal, readBalances } from './ledger-store.ts';

const { name, migrations } = commerceModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

afterAll(async () => {
  expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true });
});

function sale(instructorId = newId<'user'>(), sourceId: string = newId()) {
  const parts = [{ instructorId, instructor: 1850n, platform: 3149n, tax: 0n }];
  return saleJournal({ sourceId, currency: 'USD', parts });
}

const post = (ctx: Ctx, journal: ReturnType<typeof sale>) =>
  database.db.inTx(ctx, (tx) => postJournal(tx, journal));
const balances = (ctx: Ctx, ownerId?: ReturnType<typeof newId<'user'>>) =>
  database.db.inTx(ctx, (tx) => readBalances(tx, ownerId ? { ownerId } : {}));
const fold = (fromStart = false) =>
  database.db.inSystemTx(systemCtx('a test sums up'), (tx) =>
    tx.rows({ text: 'select commerce.fold_ledger($1)', values: [fromStart] }),
  );

describe('posting', () => {
  it('moves money once, however often the same fact is told', async () => {
    const ctx = database.tenantCtx();
    const instructorId = newId<'user'>();
    const journal = sale(instructorId);
    const told = await Promise.all(Array.from({ length: 8 }, () => post(ctx, journal)));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await balances(ctx, instructorId)).toEqual([
      { account: 'instructor_payable', ownerId: instructorId, currency: 'USD', amount: -1850n },
    ]);
  });

  it('is seen by its tenant only', async () => {
    const instructorId = newId<'user'>();
    await post(database.tenantCtx(), sale(instructorId));
    expect(await balances(database.tenantCtx({ tenant: 'second' }), instructorId)).toEqual([]);
  });

  it('goes into the partition of its month, and into the default one where there is none', async () => {
    const ctx = database.tenantCtx({ now: new Date('2019-05-05T00:00:00Z') });
    await post(ctx, sale());
    await post(database.tenantCtx(), sale());
    const { rows } = await database.owner.query<{ partition: string }>(
      'select distinct tableoid::regclass::text as partition from commerce.ledger_postings',
    );
    const partitions = rows.map(({ partition }) => partition);
    expect(partitions).toContain('commerce.ledger_postings_default');
    expect(partitions.some((one) => /_\d{6}$/.test(one))).toBe(true);
  });
});

describe('balances', () => {
  it('are the same before and after they were summed up, and after they are made anew', async () => {
    const ctx = database.tenantCtx();
    const instructorId = newId<'user'>();
    await post(ctx, sale(instructorId));
    await fold();
    await post(ctx, sale(instructorId));
    const paid = { sourceId: newId(), instructorId, currency: 'USD', amount: 1000n };
    await post(ctx, payoutJournal(paid));
    const before = await balances(ctx);
    expect(before).toContainEqual(
      expect.objectContaining({ ownerId: instructorId, amount: -2700n }),
    );
    await fold();
    expect(await balances(ctx)).toEqual(before);
    await fold(true);
    expect(await balances(ctx)).toEqual(before);
    expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true, drifting: 0 });
  });

  it('miss nothing that is committed after later postings were summed up', async () => {
    const ctx = database.tenantCtx();
    const [early, late] = [newId<'user'>(), newId<'user'>()];
    await database.db.inTx(ctx, async (tx) => {
      await postJournal(tx, sale(early));
      await post(ctx, sale(late));
      await fold();
    });
    await fold();
    for (const person of [early, late]) {
      expect(await balances(ctx, person)).toMatchObject([{ amount: -1850n }]);
    }
    expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true });
  });

  it('are the same when many sum up at once', async () => {
    const ctx = database.tenantCtx();
    const instructorId = newId<'user'>();
    await Promise.all(Array.from({ length: 20 }, () => post(ctx, sale(instructorId))));
    await Promise.all(Array.from({ length: 5 }, () => fold()));
    expect(await balances(ctx, instructorId)).toMatchObject([{ amount: -37_000n }]);
  });
});

describe('who wants to cheat', () => {
  const tenant = database.tenantCtx().tenantId;
  const journalId = newId();

  /** Statements of one transaction, as a role of the program or as the owner of the schema. */
  async function attempt(role: 'app' | 'system' | 'owner', ...statements: readonly string[]) {
    const client = await database.pools[role].connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.tenant_id', '${tenant}', true)`);
      for (const statement of statements) await client.query(statement);
      await client.query('commit');
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const journal = (id: string, lines = 2) =>
    `insert into commerce.ledger_journals (tenant_id, id, kind, source_id, line_count, posted_at)
     values ('${tenant}', '${id}', 'sale', '${newId()}', ${lines}, '2020-01-01')`;
  const postings = (id: string, lines: readonly (readonly [number, string, number])[]) =>
    `insert into commerce.ledger_postings
       (tenant_id, journal_id, line, account, currency, amount, posted_at)
     values ${lines
       .map(
         ([line, currency, amount]) =>
           `('${tenant}', '${id}', ${line}, 'platform_revenue', '${currency}', ${amount}, '2020-01-01')`,
       )
       .join(', ')}`;

  const roles = ['app', 'system', 'owner'] as const;

  it.each(roles)('cannot write postings that do not balance, as %s', async (role) => {
    const lines = [
      [1, 'USD', 100],
      [2, 'USD', -99],
    ] as const;
    await expect(attempt(role, journal(journalId), postings(journalId, lines))).rejects.toThrow(
      role === 'owner' ? /sums to zero/ : /permission denied/,
    );
  });

  it('cannot balance one currency with another', async () => {
    const lines = [
      [1, 'USD', 100],
      [2, 'EUR', -100],
    ] as const;
    const mixed = attempt('owner', journal(journalId), postings(journalId, lines));
    await expect(mixed).rejects.toThrow(/sums to zero in each currency/);
  });

  it('cannot balance by a second statement', async () => {
    const halves = attempt(
      'owner',
      journal(journalId),
      postings(journalId, [[1, 'USD', 100]]),
      postings(journalId, [[2, 'USD', -100]]),
    );
    await expect(halves).rejects.toThrow(/sums to zero/);
  });

  it('cannot add to a journal, nor write one in pieces that balance', async () => {
    const pair = (from: number) =>
      [
        [from, 'USD', 5],
        [from + 1, 'USD', -5],
      ] as const;
    await expect(
      attempt(
        'owner',
        journal(journalId, 4),
        postings(journalId, pair(1)),
        postings(journalId, pair(3)),
      ),
    ).rejects.toThrow(/by one statement/);
    const whole = newId();
    await attempt('owner', journal(whole), postings(whole, pair(1)));
    await expect(attempt('owner', postings(whole, pair(1)))).rejects.toThrow(/duplicate key/);
    await expect(attempt('owner', postings(whole, pair(3)))).rejects.toThrow(/by one statement/);
    const elsewhen = postings(whole, pair(1)).replaceAll('2020-01-01', '2020-02-01');
    await expect(attempt('owner', elsewhen)).rejects.toThrow(/by one statement/);
  });

  it('cannot evade it through a partition by its own name', async () => {
    const { rows } = await database.owner.query<{ partition: string }>(
      `select inhrelid::regclass::text as partition from pg_inherits
       where inhparent = 'commerce.ledger_postings'::regclass`,
    );
    expect(rows.length).toBeGreaterThan(3);
    const direct = postings(journalId, [[1, 'USD', 1]]).replace(
      'commerce.ledger_postings',
      'commerce.ledger_postings_default',
    );
    await expect(attempt('owner', journal(journalId, 2), direct)).rejects.toThrow(/sums to zero/);
    for (const { partition } of rows) {
      for (const role of roles) {
        for (const change of [`update ${partition} set amount = 1`, `delete from ${partition}`]) {
          await expect(attempt(role, change)).rejects.toThrow(/append-only|permission denied/);
        }
        const truncation = attempt(role, `truncate ${partition}`);
        await expect(truncation).rejects.toThrow(/append-only|permission denied/);
      }
    }
  });

  it.each(roles)('cannot change, delete or truncate anything, as %s', async (role) => {
    for (const statement of [
      'update commerce.ledger_postings set amount = amount',
      'update commerce.ledger_journals set line_count = 3',
      'delete from commerce.ledger_postings',
      'delete from commerce.ledger_journals',
      'truncate commerce.ledger_postings',
      'truncate commerce.ledger_journals cascade',
      'merge into commerce.ledger_postings p using (select 1) s on true when matched then delete',
    ]) {
      await expect(attempt(role, statement)).rejects.toThrow(/append-only|permission denied/);
    }
  });

  it('cannot write the balances as the application, nor post without a tenant or for another', async () => {
    for (const role of ['app', 'system'] as const) {
      await expect(
        attempt(role, 'update commerce.ledger_snapshots set balance = 0'),
      ).rejects.toThrow(/permission denied/);
    }
    const call = `select commerce.post_journal('${newId()}', 'sale', '${newId()}', now(),
      '{platform_revenue,buyer_clearing}', '{null,null}', '{USD,USD}', '{1,-1}')`;
    const { app, system } = database.pools;
    await expect(app.query(call)).rejects.toThrow(/null value in column "tenant_id"/);
    await expect(system.query(call)).rejects.toThrow(/permission denied/);
    await expect(app.query('select commerce.fold_ledger(true)')).rejects.toThrow(/denied/);
  });

  it('cannot make an account of a person’s anybody’s, or post an amount of nothing', async () => {
    const call = (accounts: string, amounts: string) =>
      attempt(
        'app',
        `select commerce.post_journal('${newId()}', 'sale', '${newId()}', now(),
          '${accounts}', '{null,null}', '{USD,USD}', '${amounts}')`,
      );
    await expect(call('{instructor_payable,buyer_clearing}', '{-1,1}')).rejects.toThrow(/owner/);
    await expect(call('{platform_revenue,buyer_clearing}', '{0,0}')).rejects.toThrow(/amount/);
    await expect(call('{petty_cash,buyer_clearing}', '{-1,1}')).rejects.toThrow(/account/);
  });
});
