import type { ProgressEvent } from '#web/api/learning.ts';

/** Where events wait until the server has acknowledged them; a closed tab leaves them there. */
export interface OutboxStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export type SendEvents = (
  events: readonly ProgressEvent[],
  options: { readonly isLeaving: boolean },
) => Promise<'accepted' | 'refused'>;

/** The API takes this many at once, and a request of a page that is being left at most 64 KB. */
const mostAtOnce = 50;
/** A day of heartbeats without a network; older ones say nothing that newer ones do not. */
const mostKept = 500;

/**
 * Heartbeats that were not acknowledged yet, kept in the browser. Sending one twice is harmless,
 * because each has an id; so an event leaves only after an answer.
 */
export class ProgressOutbox {
  readonly #key: string;
  readonly #storage: OutboxStorage;
  readonly #send: SendEvents;
  #sending: Promise<void> | null = null;

  constructor(options: { userId: string; storage: OutboxStorage; send: SendEvents }) {
    this.#key = `em-progress-${options.userId}`;
    this.#storage = options.storage;
    this.#send = options.send;
  }

  add(event: ProgressEvent): void {
    this.#write([...this.waiting(), event].slice(-mostKept));
  }

  waiting(): readonly ProgressEvent[] {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? '[]') as ProgressEvent[];
    } catch {
      return [];
    }
  }

  /** Sends what waits, one request after the other. @throws when the network or the server failed */
  async flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** The page is going away: sends the newest events without waiting for a running request. */
  async flushLeaving(): Promise<void> {
    const events = this.waiting().slice(-mostAtOnce);
    if (events.length > 0) await this.#deliver(events, true);
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const events = this.waiting().slice(0, mostAtOnce);
      if (events.length === 0) return;
      await this.#deliver(events, false);
    }
  }

  /** A refusal is final: the same events would be refused again and block those behind them. */
  async #deliver(events: readonly ProgressEvent[], isLeaving: boolean): Promise<void> {
    await this.#send(events, { isLeaving });
    const answered = new Set(events.map(({ eventId }) => eventId));
    this.#write(this.waiting().filter(({ eventId }) => !answered.has(eventId)));
  }

  #write(events: readonly ProgressEvent[]): void {
    try {
      if (events.length === 0) this.#storage.removeItem(this.#key);
      else this.#storage.setItem(this.#key, JSON.stringify(events));
    } catch {
      // A full or forbidden storage must not stop the video; the next heartbeat tries again.
    }
  }
}
