import type { Id } from '@edumaster/kernel';
import type { EventEnvelope } from '@edumaster/events';
import type pg from 'pg';

/** A place in the log. Both are text: neither fits a JavaScript number for ever. */
export interface Position {
  readonly xid: string;
  readonly position: string;
}

export interface LoggedEvent {
  readonly at: Position;
  readonly key: string;
  readonly event: EventEnvelope;
}

interface LogRow {
  xid: string;
  position: string;
  id: Id<'event'>;
  tenantId: Id<'tenant'>;
  key: string;
  type: string;
  version: number;
  payload: unknown;
  metadata: Pick<EventEnvelope['metadata'], 'actor' | 'correlationId' | 'causationId'>;
  createdAt: Date;
}

/**
 * The next settled events. Transactions end in another order than they write: only what is older
 * than every transaction still open is settled, or a late commit would be skipped.
 */
export async function readLog(
  pool: pg.Pool,
  after: Position,
  limit: number,
): Promise<LoggedEvent[]> {
  const { rows } = await pool.query<LogRow>({
    name: 'events.read-log',
    text: `select xid::text, position::text, id, tenant_id as "tenantId", aggregateid as key, type,
                  version, payload, metadata, created_at as "createdAt"
           from events.log
           where (xid, position) > ($1::xid8, $2::bigint)
             and xid < pg_snapshot_xmin(pg_current_snapshot())
           order by xid, position limit $3`,
    values: [after.xid, after.position, limit],
  });
  return rows.map(toLoggedEvent);
}

/** Where the consumer is; a new one starts at the beginning of what the log still holds. */
export async function readCursor(pool: pg.Pool, consumer: string): Promise<Position> {
  await pool.query(
    `insert into events.cursors (consumer, xid, position) values ($1, '0', 0)
     on conflict do nothing`,
    [consumer],
  );
  const { rows } = await pool.query<{ xid: string; position: string }>(
    'select xid::text, position::text from events.cursors where consumer = $1',
    [consumer],
  );
  const [row] = rows;
  if (!row) throw new Error(`the cursor of ${consumer} disappeared`);
  return row;
}

export async function moveCursor(pool: pg.Pool, consumer: string, to: Position): Promise<void> {
  await pool.query({
    name: 'events.move-cursor',
    text: `update events.cursors set xid = $2::xid8, position = $3::bigint, updated_at = now()
           where consumer = $1`,
    values: [consumer, to.xid, to.position],
  });
}

export interface ConsumerLag {
  readonly consumer: string;
  /** Events of the log that it has not read; counted up to 10,000. */
  readonly unread: number;
  /** Events that it failed on or that wait behind those. */
  readonly parked: number;
}

/** How far each consumer is behind. */
export async function consumerLags(pool: pg.Pool): Promise<ConsumerLag[]> {
  const { rows } = await pool.query<ConsumerLag>(
    `select c.consumer,
            (select count(*)::int from (
               select from events.log l
               where (l.xid, l.position) > (c.xid, c.position) limit 10000) as ahead) as unread,
            (select count(*)::int from events.parked p where p.consumer = c.consumer) as parked
     from events.cursors c order by c.consumer`,
  );
  return rows;
}

const keptInterval = '7 days';

/** Short transactions: an open one holds every consumer back. */
const forgottenAtOnce = 5_000;

/** Makes the next days' partitions, and drops what everybody has read. */
export async function maintainEventLog(pool: pg.Pool): Promise<void> {
  await pool.query('select events.ensure_partitions()');
  await pool.query('select events.drop_read_partitions($1::interval)', [keptInterval]);
  let forgotten = forgottenAtOnce;
  while (forgotten === forgottenAtOnce) {
    const { rows } = await pool.query<{ forgotten: number }>(
      'select events.forget_deliveries($1::interval, $2) as forgotten',
      [keptInterval, forgottenAtOnce],
    );
    forgotten = rows[0]?.forgotten ?? 0;
  }
}

function toLoggedEvent(row: LogRow): LoggedEvent {
  const { id, type, version, payload, metadata, tenantId } = row;
  const timestamp = row.createdAt.toISOString();
  return {
    at: { xid: row.xid, position: row.position },
    key: `${tenantId}/${row.key}`,
    event: { id, type, version, data: payload, metadata: { ...metadata, tenantId, timestamp } },
  };
}
