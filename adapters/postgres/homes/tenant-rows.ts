import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@edumaster/kernel';
import type pg from 'pg';

const pollMilliseconds = 100;

/** Longer than any transaction of the application may last. */
const patienceMilliseconds = 60_000;

/**
 * Resolves when every transaction has ended that the application has open now: what was let in
 * before a tenant's home was closed.
 * @throws Error when one goes on for a minute
 */
export async function writersEnded(system: pg.Pool): Promise<void> {
  const before = await writers(system);
  const end = Date.now() + patienceMilliseconds;
  for (let open = before; open.some((one) => before.includes(one)); open = await writers(system)) {
    if (Date.now() > end) throw new Error('a transaction of the application does not end');
    await pause(pollMilliseconds);
  }
}

async function writers(system: pg.Pool): Promise<readonly string[]> {
  const { rows } = await system.query<{ open: string[] }>('select platform.writers() as open');
  return rows[0]?.open ?? [];
}

/** The tables of these schemas that hold rows of tenants; a partitioned one counts as one. */
export async function tablesOfTenants(
  pool: pg.Pool,
  schemas: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                     and not a.attisdropped)
     order by 1`,
    [schemas],
  );
  return rows.map(({ name }) => name);
}

/** How many rows the tenant has in each of the tables where it has any. */
export async function countRows(
  system: pg.Pool,
  tables: readonly string[],
  tenantId: Id<'tenant'>,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const { rows } = await system.query<{ count: string }>(
      `select count(*) as count from ${table} where tenant_id = $1`,
      [tenantId],
    );
    const count = Number(rows[0]?.count ?? 0);
    if (count > 0) counts.set(table, count);
  }
  return counts;
}

interface InboxRow {
  readonly consumer: string;
  readonly eventId: string;
}

const inboxBatch = 1_000;

/**
 * What has been handled of the tenant's events, so far as the log keeps them: an event that is
 * delivered again after the move must be known in the new home.
 */
export async function copyInbox(from: pg.Pool, to: pg.Pool, tenantId: Id<'tenant'>): Promise<void> {
  const { rows } = await from.query<InboxRow>(
    `select i.consumer, i.event_id as "eventId" from events.inbox i
     join events.log l on l.id = i.event_id where l.tenant_id = $1`,
    [tenantId],
  );
  for (let start = 0; start < rows.length; start += inboxBatch) {
    const batch = rows.slice(start, start + inboxBatch);
    await to.query(
      `insert into events.inbox (consumer, event_id)
       select * from unnest($1::text[], $2::uuid[]) on conflict do nothing`,
      [batch.map(({ consumer }) => consumer), batch.map(({ eventId }) => eventId)],
    );
  }
}
