import type { Ctx, Delivery, Log } from '@edumaster/kernel';
import { AlreadyHandled, type Home } from '@edumaster/database';
import type { Consumer, EventEnvelope, Reaction } from '@edumaster/events';
import type pg from 'pg';
import { HomeUnavailable, isUnavailable } from '../unavailable.ts';
import { type LoggedEvent, moveCursor, type Position, readCursor, readLog } from './event-log.ts';
import { Parking } from './parking.ts';
import type { ReaderSession } from './reader-session.ts';

const batchSize = 200;
const parallelKeys = 4;
const quickAttempts = 3;
const pollMilliseconds = 1_000;
const lockRetryMilliseconds = 3_000;

export interface ConsumerLoopOptions {
  readonly consumer: Consumer;
  readonly pool: pg.Pool;
  /** Whose log it is. */
  readonly home: Home;
  readonly log: Log;
}

/** Reads the log for one consumer: keys in parallel, the events of a key in order. */
export class ConsumerLoop {
  readonly #consumer: Consumer;
  readonly #pool: pg.Pool;
  readonly #home: Home;
  readonly #log: Log;
  readonly #parking: Parking;
  readonly #reactions: ReadonlyMap<string, Reaction>;

  constructor({ consumer, pool, home, log }: ConsumerLoopOptions) {
    this.#consumer = consumer;
    this.#pool = pool;
    this.#home = home;
    this.#log = log.child({ consumer: consumer.name });
    this.#parking = new Parking(pool, consumer.name);
    this.#reactions = new Map(consumer.reactions.map((reaction) => [reaction.type, reaction]));
  }

  /** Runs until the session ends or the signal aborts. */
  async run(session: ReaderSession, signal: AbortSignal): Promise<void> {
    const goesOn = () => session.isAlive && !signal.aborted;
    while (goesOn() && !(await session.tryLock(this.#consumer.name))) {
      await session.nextSignal(lockRetryMilliseconds);
    }
    if (!goesOn()) return;
    let cursor = await readCursor(this.#pool, this.#consumer.name);
    await this.#parking.load();
    while (goesOn()) {
      const events = await readLog(this.#pool, cursor, batchSize);
      await this.#handleInOrder(events, signal);
      if (signal.aborted) return;
      cursor = await this.#advance(cursor, events);
      if (!this.#parking.isEmpty) await this.#retryParked();
      if (events.length < batchSize) await session.nextSignal(pollMilliseconds);
    }
  }

  async #advance(cursor: Position, events: readonly LoggedEvent[]): Promise<Position> {
    const last = events.at(-1);
    if (!last) return cursor;
    await moveCursor(this.#pool, this.#consumer.name, last.at);
    return last.at;
  }

  async #handleInOrder(events: readonly LoggedEvent[], signal: AbortSignal): Promise<void> {
    const wanted = events.filter(({ event }) => this.#reactions.has(event.type));
    const queues = [...Map.groupBy(wanted, ({ key }) => key).values()];
    const work = async () => {
      for (let queue = queues.pop(); queue; queue = queues.pop()) {
        for (const logged of queue) if (!signal.aborted) await this.#handleOrPark(logged);
      }
    };
    await Promise.all(Array.from({ length: parallelKeys }, work));
  }

  async #handleOrPark(logged: LoggedEvent): Promise<void> {
    if (this.#parking.blocks(logged.key)) return this.#parking.park(logged);
    const failure = await this.#attempt(logged.event, quickAttempts);
    if (failure === undefined) return;
    this.#report(logged, failure, 'an event is parked: its consumer fails on it');
    await this.#parking.park(logged, failure);
  }

  async #retryParked(): Promise<void> {
    for (const logged of await this.#parking.due()) {
      const failure = await this.#attempt(logged.event, 1);
      if (failure === undefined) {
        await this.#parking.release(logged);
        continue;
      }
      this.#report(logged, failure, 'a parked event failed again');
      await this.#parking.postpone(logged, failure);
    }
  }

  /**
   * What went wrong, or undefined. A database that is away fails the batch, not the event; only that
   * of another home fails its own events, so that those of everybody else go on.
   */
  async #attempt(event: EventEnvelope, attempts: number): Promise<unknown> {
    const reaction = this.#reactions.get(event.type);
    if (!reaction) return undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await reaction.handle(this.#ctxOf(event), event);
        return undefined;
      } catch (error) {
        if (error instanceof AlreadyHandled) return undefined;
        const isAway = isUnavailable(error);
        if (isAway && !this.#isOfAnother(error)) throw error;
        if (isAway || attempt === attempts) return error;
      }
    }
  }

  #isOfAnother(error: unknown): boolean {
    return error instanceof HomeUnavailable && error.home !== this.#home;
  }

  #ctxOf(event: EventEnvelope): Ctx {
    const { tenantId, correlationId } = event.metadata;
    const delivery: Delivery = { consumer: this.#consumer.name, eventId: event.id };
    const actor = { kind: 'system', reason: `${this.#consumer.name} on ${event.type}` } as const;
    return { tenantId, actor, correlationId, locale: 'en', now: new Date(), delivery };
  }

  #report({ event }: LoggedEvent, failure: unknown, message: string): void {
    const { id, type, metadata } = event;
    const { correlationId } = metadata;
    this.#log.error({ err: failure, eventId: id, eventType: type, correlationId }, message);
  }
}
