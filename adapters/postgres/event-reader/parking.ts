import type { EventEnvelope } from '@edumaster/events';
import type pg from 'pg';
import type { LoggedEvent } from './event-log.ts';

interface ParkedRow {
  xid: string;
  position: string;
  key: string;
  event: EventEnvelope;
}

const longestPauseSeconds = 3600;

/** Events that one consumer failed on, each with the later events of its key behind it. */
export class Parking {
  readonly #pool: pg.Pool;
  readonly #consumer: string;
  #keys = new Set<string>();

  constructor(pool: pg.Pool, consumer: string) {
    this.#pool = pool;
    this.#consumer = consumer;
  }

  async load(): Promise<void> {
    const { rows } = await this.#pool.query<{ key: string }>(
      'select distinct key from events.parked where consumer = $1',
      [this.#consumer],
    );
    this.#keys = new Set(rows.map((row) => row.key));
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  /** Whether an earlier event of this key is parked, so that the order demands to wait. */
  blocks(key: string): boolean {
    return this.#keys.has(key);
  }

  async park({ at, key, event }: LoggedEvent, error?: unknown): Promise<void> {
    const attempts = error === undefined ? 0 : 1;
    const lastError = error === undefined ? null : String(error);
    const place = [this.#consumer, event.id, key, at.xid, at.position];
    await this.#pool.query(
      `insert into events.parked (consumer, event_id, key, xid, position, event, attempts, last_error,
                                  next_attempt_at)
       values ($1, $2, $3, $4::xid8, $5::bigint, $6, $7, $8, now() + interval '5 seconds')
       on conflict (consumer, event_id) do nothing`,
      [...place, JSON.stringify(event), attempts, lastError],
    );
    this.#keys.add(key);
  }

  /** The first parked event of each key whose time has come. */
  async due(): Promise<LoggedEvent[]> {
    const { rows } = await this.#pool.query<ParkedRow>(
      `select xid::text, position::text, key, event from (
         select distinct on (key) * from events.parked where consumer = $1
         order by key, xid, position) as first
       where next_attempt_at <= now() limit 20`,
      [this.#consumer],
    );
    return rows.map(({ xid, position, key, event }) => ({ at: { xid, position }, key, event }));
  }

  /** After the event was handled: the next of its key is due at once. */
  async release({ key, event }: LoggedEvent): Promise<void> {
    await this.#pool.query('delete from events.parked where consumer = $1 and event_id = $2', [
      this.#consumer,
      event.id,
    ]);
    const { rowCount } = await this.#pool.query(
      `update events.parked set next_attempt_at = now() where consumer = $1 and key = $2`,
      [this.#consumer, key],
    );
    if (rowCount === 0) this.#keys.delete(key);
  }

  async postpone({ event }: LoggedEvent, error: unknown): Promise<void> {
    await this.#pool.query(
      `update events.parked
       set attempts = attempts + 1, last_error = $3,
           next_attempt_at = now() + make_interval(secs => least($4, 5 * 2 ^ least(attempts, 20)))
       where consumer = $1 and event_id = $2`,
      [this.#consumer, event.id, String(error), longestPauseSeconds],
    );
  }
}
