import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@edumaster/kernel';
import type { Home } from '@edumaster/database';
import type { Consumer } from '@edumaster/events';
import type { Pools } from '../pools.ts';
import { ConsumerLoop } from './consumer-loop.ts';
import { maintainEventLog } from './event-log.ts';
import { ReaderSession } from './reader-session.ts';

const reconnectMilliseconds = 1_000;
const maintenanceMilliseconds = 3_600_000;

export interface EventReaderOptions {
  readonly pools: Pick<Pools, 'relay' | 'dedicated'>;
  readonly consumers: readonly Consumer[];
  readonly log: Log;
  /** Whose log it is; by default the platform's. */
  readonly home?: Home;
}

/** Keeps every consumer reading, over lost connections and restarts of the database. */
export class EventReader {
  readonly #pools: Pick<Pools, 'relay' | 'dedicated'>;
  readonly #consumers: readonly Consumer[];
  readonly #home: Home;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #session: ReaderSession | undefined;
  #running: Promise<void> = Promise.resolve();
  #maintenance: NodeJS.Timeout | undefined;

  constructor({ pools, consumers, log, home = 'platform' }: EventReaderOptions) {
    const names = new Set(consumers.map((consumer) => consumer.name));
    if (names.size < consumers.length) throw new Error('two consumers share one name');
    this.#pools = pools;
    this.#consumers = consumers;
    this.#home = home;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
    this.#maintenance = setInterval(() => void this.#maintain(), maintenanceMilliseconds);
    void this.#maintain();
  }

  /** Ends after the events that are being handled. */
  async stop(): Promise<void> {
    clearInterval(this.#maintenance);
    this.#stopping.abort();
    this.#session?.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#readOnce(signal);
      } catch (error) {
        this.#log.warn({ err: error }, 'the event readers start again');
      }
      if (!signal.aborted) await this.#pause();
    }
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const session = new ReaderSession(this.#pools.dedicated('relay'), this.#log);
    this.#session = session;
    try {
      await session.open();
      const parts = { pool: this.#pools.relay, home: this.#home, log: this.#log };
      const loops = this.#consumers.map((consumer) =>
        new ConsumerLoop({ consumer, ...parts })
          .run(session, signal)
          // One loop that fails ends the session, so that all start again from their cursors.
          .finally(() => session.close()),
      );
      const ends = await Promise.allSettled(loops);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    } finally {
      await session.close();
    }
  }

  async #maintain(): Promise<void> {
    try {
      await maintainEventLog(this.#pools.relay);
    } catch (error) {
      this.#log.warn({ err: error }, 'the event log could not be maintained');
    }
  }

  async #pause(): Promise<void> {
    const { signal } = this.#stopping;
    await pause(reconnectMilliseconds, undefined, { signal }).catch(() => {});
  }
}
