export type AttemptResult =
  | { readonly isTried: true; readonly hasSucceeded: boolean }
  | { readonly isTried: false; readonly retryAfterSeconds: number };

interface Attempts {
  /** Times of the failures within the window, oldest first. */
  failures: number[];
  underWay: number;
  waiting: (() => void)[];
}

/** Keeps the attempts by key; it may drop those that were not used for a window's length. */
export interface AttemptStore {
  get(key: string): Attempts | undefined;
  set(key: string, attempts: Attempts): unknown;
  delete(key: string): unknown;
}

export interface AttemptLimits {
  readonly failures: number;
  readonly windowSeconds: number;
}

/**
 * Lets a key fail so many times within a sliding window. Attempts that are under way count as
 * failures until they are known not to be: when they fill what is left, the next one waits for
 * them, so that parallel guesses gain nothing and parallel log-ins with the right password succeed.
 */
export class AttemptLimit {
  readonly #limits: AttemptLimits;
  readonly #store: AttemptStore;
  readonly #clock: () => number;

  /** @param clock milliseconds; not the time of a request, since attempts wait */
  constructor(limits: AttemptLimits, store: AttemptStore, clock: () => number) {
    this.#limits = limits;
    this.#store = store;
    this.#clock = clock;
  }

  /** @param attempt whether it succeeded; one that throws counts for nothing */
  async run(key: string, attempt: () => Promise<boolean>): Promise<AttemptResult> {
    const attempts = this.#attemptsOf(key);
    const retryAfterSeconds = await this.#takePlace(attempts);
    if (retryAfterSeconds !== undefined) return { isTried: false, retryAfterSeconds };
    try {
      const hasSucceeded = await attempt();
      if (!hasSucceeded) attempts.failures.push(this.#clock());
      return { isTried: true, hasSucceeded };
    } finally {
      attempts.underWay -= 1;
      for (const resume of attempts.waiting.splice(0)) resume();
    }
  }

  /** Starts anew, for an account that did not exist when somebody guessed at it. */
  forget(key: string): void {
    this.#store.delete(key);
  }

  #attemptsOf(key: string): Attempts {
    const attempts = this.#store.get(key) ?? { failures: [], underWay: 0, waiting: [] };
    // Also for a known key: being used keeps it in a store that drops what is not.
    this.#store.set(key, attempts);
    return attempts;
  }

  /** Undefined when a place was taken, else when to come again. */
  async #takePlace(attempts: Attempts): Promise<number | undefined> {
    const { failures: limit, windowSeconds } = this.#limits;
    for (;;) {
      const now = this.#clock();
      const since = now - windowSeconds * 1_000;
      attempts.failures = attempts.failures.filter((time) => time > since);
      const [oldest] = attempts.failures;
      if (oldest !== undefined && attempts.failures.length >= limit) {
        return Math.max(1, Math.ceil((oldest - since) / 1_000));
      }
      if (attempts.failures.length + attempts.underWay < limit) {
        // At once: with anything awaited in between, all who look now would see the same place.
        attempts.underWay += 1;
        return undefined;
      }
      await new Promise<void>((resolve) => attempts.waiting.push(resolve));
    }
  }
}
