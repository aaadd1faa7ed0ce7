import { defineEvent, eventOf, on } from '@edumaster/events';
import { type Ctx, newId, silentLog } from '@edumaster/kernel';
import { eventually, useDatabase } from '@edumaster/testkit';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HomeUnavailable } from '../unavailable.ts';
import { consumerLags } from './event-log.ts';
import { EventReader } from './event-reader.ts';

const database = useDatabase();
const data = z.object({ shop: z.string(), number: z.int() });
const sold = defineEvent({
  type: 'test.sold',
  version: 1,
  topic: 'course-events',
  data,
  key: ({ shop }) => shop,
});

beforeAll(async () => {
  await database.owner.query(`
    create schema shop;
    create table shop.effects (
      tenant_id uuid not null, consumer text not null, shop text not null, number int not null,
      made_at bigint generated always as identity);
    select platform.tenant_table('shop.effects')`);
});

const running: EventReader[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((reader) => reader.stop()));
});

function startReader(
  name: string,
  react: (ctx: Ctx, number: number, shop: string) => Promise<void>,
) {
  const consumer = {
    name,
    reactions: [
      on('test.sold', data, (ctx, { data: { shop, number } }) => react(ctx, number, shop)),
    ],
  };
  const reader = new EventReader({ pools: database.pools, consumers: [consumer], log: silentLog });
  running.push(reader);
  reader.start();
  return reader;
}

function writeEffect(consumer: string) {
  return async (ctx: Ctx, number: number, shop: string) => {
    await database.db.inTx(ctx, (tx) =>
      tx.rows({
        text: 'insert into shop.effects (consumer, shop, number) values ($1, $2, $3)',
        values: [consumer, shop, number],
      }),
    );
  };
}

async function emit(shop: string, number: number, ctx = database.tenantCtx()) {
  await database.db.inTx(ctx, (tx) => database.outbox.emit(tx, eventOf(sold, { shop, number })));
}

async function effectsOf(consumer: string): Promise<{ shop: string; number: number }[]> {
  const { rows } = await database.pools.system.query(
    'select shop, number from shop.effects where consumer = $1 order by made_at',
    [consumer],
  );
  return rows;
}

const untilEffects = (consumer: string, count: number) =>
  eventually(`${count} effects of ${consumer}`, async () => {
    const effects = await effectsOf(consumer);
    return effects.length >= count ? effects : undefined;
  });

describe('a reader', () => {
  test('handles what was emitted before and after it started, a key in order', async () => {
    const shop = newId();
    for (let number = 0; number < 5; number += 1) await emit(shop, number);
    startReader('test.in-order', writeEffect('test.in-order'));
    for (let number = 5; number < 10; number += 1) await emit(shop, number);
    const effects = await untilEffects('test.in-order', 10);
    const numbers = effects.filter((effect) => effect.shop === shop).map(({ number }) => number);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('does not skip a transaction that commits after a later one', async () => {
    const shop = newId();
    const ctx = database.tenantCtx();
    const effects = startEffects('test.late-commit');
    await database.db.inTx(ctx, async (tx) => {
      await database.outbox.emit(tx, eventOf(sold, { shop: `${shop}-late`, number: 1 }));
      await emit(`${shop}-early`, 2);
      // The early one is committed and may not be passed on before this one is settled.
      expect((await effects()).map((effect) => effect.shop)).not.toContain(`${shop}-early`);
    });
    await eventually('both effects', async () => {
      const shops = (await effects()).map((effect) => effect.shop);
      return shops.includes(`${shop}-late`) && shops.includes(`${shop}-early`) ? true : undefined;
    });
  });

  test('goes on where it was after a stop, and handles nothing twice', async () => {
    const shop = newId();
    const reader = startReader('test.resumes', writeEffect('test.resumes'));
    await emit(shop, 1);
    await eventually('the first effect', async () =>
      (await effectsOf('test.resumes')).some((effect) => effect.shop === shop) ? true : undefined,
    );
    await reader.stop();
    await emit(shop, 2);
    startReader('test.resumes', writeEffect('test.resumes'));
    await eventually('the second effect', async () => {
      const ours = (await effectsOf('test.resumes')).filter((effect) => effect.shop === shop);
      return ours.length >= 2 ? ours : undefined;
    });
    const ours = (await effectsOf('test.resumes')).filter((effect) => effect.shop === shop);
    expect(ours.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('is alone: of two programs one reads', async () => {
    const shop = newId();
    startReader('test.alone', writeEffect('test.alone'));
    startReader('test.alone', writeEffect('test.alone'));
    for (let number = 0; number < 20; number += 1) await emit(shop, number);
    await eventually('all effects', async () => {
      const [lag] = (await consumerLags(database.pools.relay)).filter(
        ({ consumer }) => consumer === 'test.alone',
      );
      return lag?.unread === 0 ? true : undefined;
    });
    const ours = (await effectsOf('test.alone')).filter((effect) => effect.shop === shop);
    expect(ours).toHaveLength(20);
  });

  test('parks what it fails on with the rest of its key, and catches up when it is mended', async () => {
    const shop = newId();
    const other = newId();
    let isMended = false;
    startReader('test.parks', async (ctx, number, ofShop) => {
      if (ofShop === shop && number === 1 && !isMended) throw new Error('cannot do this one');
      await writeEffect('test.parks')(ctx, number, ofShop);
    });
    for (const number of [0, 1, 2]) await emit(shop, number);
    await emit(other, 7);
    await eventually('the other key', async () =>
      (await effectsOf('test.parks')).some((effect) => effect.shop === other) ? true : undefined,
    );
    const parked = await eventually('two parked events', async () => {
      const { rows } = await database.pools.relay.query<{ error: string | null }>(
        `select last_error as error from events.parked where consumer = 'test.parks'
         order by position`,
      );
      return rows.length === 2 ? rows : undefined;
    });
    expect(parked.map(({ error }) => error)).toEqual(['Error: cannot do this one', null]);
    isMended = true;
    await database.pools.relay.query('update events.parked set next_attempt_at = now()');
    await eventually('the parked ones', async () => {
      const ours = (await effectsOf('test.parks')).filter((effect) => effect.shop === shop);
      return ours.length === 3 ? true : undefined;
    });
    const ours = (await effectsOf('test.parks')).filter((effect) => effect.shop === shop);
    expect(ours.map(({ number }) => number)).toEqual([0, 1, 2]);
  });

  test('comes back after its connections were cut', async () => {
    const shop = newId();
    startReader('test.reconnects', writeEffect('test.reconnects'));
    await emit(shop, 1);
    await untilShop('test.reconnects', shop, 1);
    await database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'edumaster-relay' and datname = current_database()`,
    );
    await emit(shop, 2);
    await untilShop('test.reconnects', shop, 2);
  });

  test('goes on past a tenant whose own database is away, and hands over when it is back', async () => {
    const [away, here] = [newId<'tenant'>(), database.tenantCtx()];
    const [shopAway, shopHere] = [newId(), newId()];
    let isAway = true;
    const write = writeEffect('test.home-away');
    startReader('test.home-away', async (ctx, number, shop) => {
      if (isAway && ctx.tenantId === away) throw new HomeUnavailable(away, new Error('no answer'));
      await write(ctx, number, shop);
    });
    await emit(shopAway, 1, { ...here, tenantId: away });
    await emit(shopHere, 2);
    await untilShop('test.home-away', shopHere, 1);
    isAway = false;
    await database.owner.query('update events.parked set next_attempt_at = now()');
    await untilShop('test.home-away', shopAway, 1);
  });
});

test('nothing is published when the transaction rolls back', async () => {
  const shop = newId();
  const failing = database.db.inTx(database.tenantCtx(), async (tx) => {
    await database.outbox.emit(tx, eventOf(sold, { shop, number: 1 }));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const { rows } = await database.pools.relay.query(
    'select 1 from events.log where aggregateid = $1',
    [shop],
  );
  expect(rows).toEqual([]);
});

function startEffects(name: string) {
  startReader(name, writeEffect(name));
  return () => effectsOf(name);
}

function untilShop(consumer: string, shop: string, count: number) {
  return eventually(`${count} effects of ${consumer}`, async () => {
    const ours = (await effectsOf(consumer)).filter((effect) => effect.shop === shop);
    return ours.length === count ? true : undefined;
  });
}
