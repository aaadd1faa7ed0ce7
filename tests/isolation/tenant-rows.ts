import { consumerLags } from '@edumaster/postgres';
import { eventually, type TestDatabase } from '@edumaster/testkit';
import type { InstallationUnderTest } from './installation-under-test.ts';
import type { Place } from './people.ts';

export type Snapshot = Readonly<Record<string, string>>;

/** A fingerprint of every row of the tenant, by table. */
export async function snapshotOf(
  { database }: InstallationUnderTest,
  { tenantId }: Place,
): Promise<Snapshot> {
  const prints: Record<string, string> = {};
  for (const table of await tenantTables(database)) {
    const { rows } = await database.pools.system.query<{ print: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as print
       from ${table} t where tenant_id = $1`,
      [tenantId],
    );
    prints[table] = rows[0]?.print ?? '';
  }
  return prints;
}

/** Ids, titles and names that only the marketplace's rows have. */
export async function textsOf(
  { database }: InstallationUnderTest,
  { tenantId }: Place,
): Promise<readonly string[]> {
  const { rows } = await database.pools.system.query<{ text: string }>(
    `select id::text as text from catalog.courses where tenant_id = $1
     union select title from catalog.courses where tenant_id = $1
     union select id::text from media.assets where tenant_id = $1
     union select id::text from media.uploads where tenant_id = $1`,
    [tenantId],
  );
  return rows.map(({ text }) => text);
}

export async function tenantTables({ owner }: TestDatabase): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name as name from platform.tables where kind = 'tenant' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** What was made so far goes on changing rows until then. */
export async function untilEventsAreHandled({ database }: InstallationUnderTest): Promise<void> {
  const { relay } = database.pools;
  await eventually('the consumers to be done', async () => {
    const lags = await consumerLags(relay);
    return lags.every(({ unread }) => unread === 0) ? true : undefined;
  });
}
