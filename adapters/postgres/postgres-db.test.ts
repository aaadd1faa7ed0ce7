import { inspect } from 'node:util';
import { AlreadyHandled, sqlState, type Tx, violatesUnique } from '@edumaster/database';
import { id, newId, silentLog, systemCtx } from '@edumaster/kernel';
import { tenantCtx, useDatabase } from '@edumaster/testkit';
import { pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PostgresDb } from './postgres-db.ts';

const database = useDatabase();

beforeAll(async () => {
  await database.owner.query(`
    create schema shop;
    create table shop.notes (
      tenant_id uuid not null, id uuid not null, text text not null, primary key (tenant_id, id));
    select platform.tenant_table('shop.notes');
    create table shop.secrets (id uuid primary key);
    select platform.platform_table('shop.secrets')`);
});

const first = tenantCtx({ tenant: 'first' });
const second = tenantCtx({ tenant: 'second' });

async function writeNote(text: string, ctx = first): Promise<void> {
  await database.db.inTx(ctx, (tx) =>
    tx.rows({ text: 'insert into shop.notes (id, text) values ($1, $2)', values: [newId(), text] }),
  );
}

function readNotes(ctx = first): Promise<{ text: string }[]> {
  return database.db.inTx(ctx, (tx) => tx.rows({ text: 'select text from shop.notes order by 1' }));
}

describe('a transaction of a tenant', () => {
  test('writes its own tenant and the second tenant sees nothing', async () => {
    await writeNote('ours');
    expect(await readNotes()).toContainEqual({ text: 'ours' });
    expect(await readNotes(second)).toEqual([]);
  });

  test('cannot write a row of another tenant', async () => {
    const writing = database.db.inTx(first, (tx) =>
      tx.rows({
        text: `insert into shop.notes values ($1, $2, 'smuggled')`,
        values: [second.tenantId, newId()],
      }),
    );
    await expect(writing).rejects.toMatchObject({ code: '42501' });
  });

  test('cannot read a table of the platform', async () => {
    const reading = database.db.inTx(first, (tx) =>
      tx.rows({ text: 'select * from shop.secrets' }),
    );
    await expect(reading).rejects.toMatchObject({ code: '42501' });
  });

  test('leaves nothing behind when the work throws', async () => {
    const failing = database.db.inTx(first, async (tx) => {
      await tx.rows({
        text: `insert into shop.notes (id, text) values (gen_random_uuid(), 'half')`,
      });
      throw new Error('refused after the write');
    });
    await expect(failing).rejects.toThrow('refused after the write');
    expect(await readNotes()).not.toContainEqual({ text: 'half' });
  });

  test('fails when an error inside was swallowed, instead of losing the work', async () => {
    const swallowing = database.db.inTx(first, async (tx) => {
      await tx.rows({ text: 'select 1 / 0' }).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('swallowed');
  });

  test('runs again after a serialisation failure', async () => {
    let runs = 0;
    await database.db.inTx(first, async (tx) => {
      runs += 1;
      if (runs < 3) await tx.rows({ text: `do $$ begin raise sqlstate '40001'; end $$` });
    });
    expect(runs).toBe(3);
  });

  test('is refused for something that is no tenant id', async () => {
    const ctx = { ...first, tenantId: `x'; drop table shop.notes; --` as typeof first.tenantId };
    await expect(database.db.inTx(ctx, async () => {})).rejects.toThrow('not a tenant id');
  });

  test('does not leave its tenant on the connection', async () => {
    await writeNote('bound');
    const { rows } = await database.pools.app.query(
      'select count(*)::int as count from shop.notes',
    );
    expect(rows).toEqual([{ count: 0 }]);
  });
});

test('the application role may create nothing', async () => {
  for (const creating of [
    'create table shop.own (id int)',
    'create temporary table own (id int)',
    'create schema own',
    'create function pg_temp.own() returns int language sql as $$ select 1 $$',
  ]) {
    await expect(database.pools.app.query(creating)).rejects.toMatchObject({ code: '42501' });
  }
});

test('work across tenants sees every row', async () => {
  await writeNote('of the second', second);
  const rows = await database.db.inSystemTx(systemCtx('a test counts all notes'), (tx) =>
    tx.rows<{ tenant_id: string }>({ text: 'select distinct tenant_id from shop.notes' }),
  );
  expect(rows.map((row) => row.tenant_id).sort()).toEqual([first.tenantId, second.tenantId]);
});

describe('a delivered event', () => {
  const deliveryOf = () => ({ consumer: 'shop.test', eventId: newId<'event'>() });

  test('is handled once', async () => {
    const delivery = deliveryOf();
    await database.db.inTx({ ...first, delivery }, async () => {});
    const again = { ...first, delivery: { ...delivery } };
    await expect(database.db.inTx(again, async () => {})).rejects.toBeInstanceOf(AlreadyHandled);
  });

  test('is not recorded when the work fails', async () => {
    const delivery = deliveryOf();
    const failing = database.db.inTx({ ...first, delivery }, async () => {
      throw new Error('not now');
    });
    await expect(failing).rejects.toThrow('not now');
    await database.db.inTx({ ...first, delivery: { ...delivery } }, async () => {});
  });

  test('may not be spread over two transactions', async () => {
    const ctx = { ...first, delivery: deliveryOf() };
    await database.db.inTx(ctx, async () => {});
    await expect(database.db.inTx(ctx, async () => {})).rejects.toThrow('second transaction');
  });
});

describe('what a failure says', () => {
  const typed = 'ada@example.test';

  async function failureOf(work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
    return database.db.inTx(first, work).catch((error: unknown) => error);
  }

  test('holds neither the values of the statement nor the row', async () => {
    const noteId = newId();
    const notes = pgSchema('shop').table('notes', { id: uuid('id'), text: text('text') });
    const note = { id: noteId, text: typed };
    await database.db.inTx(first, (tx) => tx.sql.insert(notes).values(note));
    const built = await failureOf((tx) => tx.sql.insert(notes).values(note));
    const written = await failureOf((tx) =>
      tx.rows({ text: 'insert into shop.notes (id, text) values (null, $1)', values: [typed] }),
    );
    expect([sqlState(built), sqlState(written)]).toEqual(['23505', '23502']);
    expect(violatesUnique(built, 'notes_pkey')).toBe(true);
    const said = inspect([built, written], { depth: 10 });
    expect(said).toContain('insert into "shop"."notes"');
    expect(said).not.toContain(typed);
    expect(said).not.toContain(noteId);
  });

  test.each(['53100', '53200', '58030'])(
    'of a full or broken disk (%s) is no bug',
    async (code) => {
      const failure = await failureOf((tx) =>
        tx.rows({ text: `do $$ begin raise exception using errcode = '${code}'; end $$` }),
      );
      expect(failure).toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 });
    },
  );
});

test('a database that is away is unavailable, not a bug', async () => {
  const { Pool } = await import('pg').then((module) => module.default);
  const nowhere = new Pool({ host: '/nonexistent', connectionTimeoutMillis: 500 });
  const db = new PostgresDb({ app: nowhere, system: nowhere }, silentLog);
  await expect(db.inTx(first, async () => {})).rejects.toMatchObject({ code: 'unavailable' });
});

test('ids are checked before they reach SQL', () => {
  expect(() => id('nonsense')).toThrow('not a UUID');
});
