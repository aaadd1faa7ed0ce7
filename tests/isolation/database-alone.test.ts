import { beforeAll, describe, expect, test, vi } from 'vitest';
import { useInstallation } from './installation-under-test.ts';
import { type Ids, makeObject, objectKinds, type ObjectKind } from './objects.ts';
import { type Cast, castPeople } from './people.ts';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';
import { send } from './send.ts';
import { snapshotOf, tenantTables, textsOf, untilEventsAreHandled } from './tenant-rows.ts';

// Whatever anybody asks is allowed: what still keeps tenants apart is the database.
vi.mock('@edumaster/policy', async (original) => ({
  ...(await original<object>()),
  may: () => true,
  mayAttempt: () => true,
  authorize: () => {},
  authorizeAttempt: () => {},
}));

const installation = useInstallation();
let cast: Cast;
let filled: readonly string[];

beforeAll(async () => {
  cast = await castPeople(installation);
  const { marketplace } = cast;
  for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
    made.set(kind, await makeObject(kind, marketplace.author, marketplace));
  }
  await untilEventsAreHandled(installation);
  const prints = await snapshotOf(installation, marketplace);
  filled = Object.keys(prints).filter((table) => prints[table] !== 'empty');
});

const made = new Map<ObjectKind, Ids>();

describe('with the policy switched off', () => {
  test('it is: a member of the academy may do what only its owner may', async () => {
    const member = cast.academy.people.find(({ roles }) => roles.includes('member'));
    const createCategory = routeTable.find(({ id }) => id === 'createCategory');
    const sample = samples['createCategory'];
    if (!member || !createCategory || !sample) throw new Error('there is no such route');
    const by = await member.at(cast.academy);
    const { status } = await send(createCategory, by, sample.request({}));
    expect(status).toBe(201);
  });

  test('no route of the academy shows or changes anything of the marketplace', async () => {
    const before = await snapshotOf(installation, cast.marketplace);
    const secrets = await textsOf(installation, cast.marketplace);
    const by = await cast.academy.author.at(cast.academy);
    const leaks: string[] = [];
    for (const contract of routeTable) {
      const sample = samples[contract.id];
      if (!sample) continue;
      const ids = sample.object ? (made.get(sample.object.kind) ?? {}) : {};
      const answer = await send(contract, by, sample.request(ids));
      expect(answer.status, contract.id).toBeLessThan(500);
      if (secrets.some((secret) => answer.text.includes(secret))) leaks.push(contract.id);
    }
    expect(leaks).toEqual([]);
    await untilEventsAreHandled(installation);
    expect(await snapshotOf(installation, cast.marketplace)).toEqual(before);
  });

  test('the application role reads, changes and deletes no row of another tenant', async () => {
    const ctx = installation.database.tenantCtx({ tenant: 'second' });
    const { tenantId } = cast.marketplace;
    expect(filled.length).toBeGreaterThan(8);
    for (const table of await tenantTables(installation.database)) {
      const reached = await installation.database.db.inTx(ctx, async (tx) => [
        ...(await tx.rows({
          text: `select 1 from ${table} where tenant_id <> $1`,
          values: [ctx.tenantId],
        })),
        ...(await tx.rows({
          text: `select 1 from ${table} where tenant_id = $1`,
          values: [tenantId],
        })),
      ]);
      expect(reached, table).toEqual([]);
    }
  });

  test('nor does it write one', async () => {
    const ctx = installation.database.tenantCtx({ tenant: 'second' });
    const { db, pools } = installation.database;
    for (const table of filled) {
      const { rows } = await pools.system.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table} t where tenant_id = $1 limit 1`,
        [cast.marketplace.tenantId],
      );
      const copied = { text: copyOf(table), values: [JSON.stringify(rows[0]?.row)] };
      // Refused by the policy, or by the rights before it; never by a key that tells what exists.
      await expect(
        db.inTx(ctx, (tx) => tx.rows(copied)),
        table,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

function copyOf(table: string): string {
  return `insert into ${table} overriding system value
          select (jsonb_populate_record(null::${table}, $1::jsonb)).*`;
}
