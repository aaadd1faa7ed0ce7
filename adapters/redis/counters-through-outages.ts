import type { Counters, Limit, Receipt, Taken } from '@edumaster/counters';
import type { Log } from '@edumaster/kernel';

interface OutageOptions {
  readonly counters: Counters;
  /** Counts in this process while the others cannot. */
  readonly meanwhile: Counters;
  readonly log: Log;
  readonly clock?: () => number;
}

/** A request must not wait for a server that does not answer. */
const patienceMilliseconds = 250;
const pauseMilliseconds = 1_000;

/**
 * Counts on while the shared counters are away, in this process: each process then lets in as much
 * as all of them together would otherwise. Nobody is locked out by an outage, and nobody may guess
 * without an end. After a failure they are left alone for a second, so that a server that hangs does
 * not slow every request down.
 */
export class CountersThroughOutages implements Counters {
  readonly #counters: Counters;
  readonly #meanwhile: Counters;
  readonly #log: Log;
  readonly #clock: () => number;
  /** Receipts of places that were taken in this process. */
  readonly #ownReceipts = new WeakSet<Receipt>();
  #awayUntil = 0;
  #isDegraded = false;

  constructor({ counters, meanwhile, log, clock = () => performance.now() }: OutageOptions) {
    this.#counters = counters;
    this.#meanwhile = meanwhile;
    this.#log = log;
    this.#clock = clock;
  }

  /** Whether limits hold for each process by itself at the moment. */
  get isDegraded(): boolean {
    return this.#isDegraded;
  }

  async take(limit: Limit, subject: string): Promise<Taken> {
    const taken = await this.#attempt(() => this.#counters.take(limit, subject));
    if (taken) return taken.value;
    const own = await this.#meanwhile.take(limit, subject);
    if (own.ok) this.#ownReceipts.add(own.receipt);
    return own;
  }

  async giveBack(receipt: Receipt): Promise<void> {
    if (this.#ownReceipts.has(receipt)) return this.#meanwhile.giveBack(receipt);
    await this.#attempt(() => this.#counters.giveBack(receipt));
  }

  async forget(limit: Limit, subject: string): Promise<void> {
    await this.#meanwhile.forget(limit, subject);
    await this.#attempt(() => this.#counters.forget(limit, subject));
  }

  /** Undefined when the shared counters could not be asked. */
  async #attempt<T>(ask: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    if (this.#clock() < this.#awayUntil) return undefined;
    try {
      const value = await inTime(ask());
      if (this.#isDegraded) this.#log.info({}, 'limits are shared between all processes again');
      this.#isDegraded = false;
      return { value };
    } catch (error) {
      this.#awayUntil = this.#clock() + pauseMilliseconds;
      if (!this.#isDegraded)
        this.#log.error({ err: error }, 'each process counts limits by itself');
      this.#isDegraded = true;
      return undefined;
    }
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMilliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
