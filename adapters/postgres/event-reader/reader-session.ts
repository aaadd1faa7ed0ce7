import type { Log } from '@edumaster/kernel';
import pg from 'pg';

/**
 * A connection that hears of new events and holds the advisory locks that make this process the
 * only reader of a consumer. Locking the cursor's row instead would take a transaction id and hold
 * every reader back.
 */
export class ReaderSession {
  readonly #client: pg.Client;
  readonly #waiting = new Set<() => void>();
  #isAlive = false;
  #turn: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(connection: pg.ClientConfig, log: Log) {
    this.#client = new pg.Client({ ...connection, keepAlive: true });
    this.#client.on('error', (error) => {
      log.warn({ err: error }, 'the event readers lost their connection');
      this.#end();
    });
    this.#client.on('end', () => this.#end());
    this.#client.on('notification', () => this.wake());
  }

  async open(): Promise<void> {
    await this.#client.connect();
    this.#isAlive = true;
    await this.#client.query('listen edumaster_events');
  }

  /** False once the connection is lost, and with it every lock. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** One after the other: a connection takes one query at a time. */
  tryLock(consumer: string): Promise<boolean> {
    const locking = this.#turn.then(async () => {
      const { rows } = await this.#client.query<{ locked: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
        [`edumaster consumer ${consumer}`],
      );
      return rows[0]?.locked ?? false;
    });
    this.#turn = locking.catch(() => {});
    return locking;
  }

  /** Resolves at the next notification, or after the time. */
  nextSignal(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
    });
  }

  wake(): void {
    for (const resolve of Array.from(this.#waiting)) resolve();
  }

  async close(): Promise<void> {
    this.#end();
    // Every consumer that shares the connection asks for it.
    this.#closing ??= this.#client.end().catch(() => {});
    await this.#closing;
  }

  #end(): void {
    this.#isAlive = false;
    this.wake();
  }
}
