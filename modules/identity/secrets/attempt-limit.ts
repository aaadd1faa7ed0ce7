import type { Counters, Limit, Receipt, Taken } from '@edumaster/counters';
import { AppError } from '@edumaster/kernel';

export type AttemptResult =
  | { readonly isTried: true; readonly hasSucceeded: boolean }
  | { readonly isTried: false; readonly retryAfterSeconds: number };

/** What goes on for one subject in this process. */
interface UnderWay {
  /** Everybody who looks at it, also those who wait. */
  runs: number;
  /** Attempts that have a place; each ends when it is known what became of its place. */
  readonly attempts: Set<Promise<void>>;
  hasEnded: number;
}

/**
 * Lets a subject fail so many times within a sliding window. An attempt takes a place before it is
 * tried and gives it back when it succeeds, so that parallel guesses gain nothing. When attempts of
 * this process fill what is left, the next one waits for them: parallel log-ins with the right
 * password succeed, however many.
 */
export class AttemptLimit {
  readonly #counters: Counters;
  readonly #limit: Limit;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(counters: Counters, limit: Limit) {
    this.#counters = counters;
    this.#limit = limit;
  }

  /** @param attempt whether it succeeded; one that throws counts for nothing */
  async run(subject: string, attempt: () => Promise<boolean>): Promise<AttemptResult> {
    const underWay = this.#underWay.get(subject) ?? { runs: 0, attempts: new Set(), hasEnded: 0 };
    this.#underWay.set(subject, underWay);
    underWay.runs += 1;
    try {
      return await this.#tryOnce(subject, underWay, attempt);
    } finally {
      underWay.runs -= 1;
      if (underWay.runs === 0) this.#underWay.delete(subject);
    }
  }

  /** Starts anew, for an account that did not exist when somebody guessed at it. */
  forget(subject: string): Promise<void> {
    return this.#counters.forget(this.#limit, subject);
  }

  async #tryOnce(
    subject: string,
    underWay: UnderWay,
    attempt: () => Promise<boolean>,
  ): Promise<AttemptResult> {
    const end = Promise.withResolvers<void>();
    const taken = await this.#takePlace(subject, underWay, end.promise);
    if (!taken.ok) return { isTried: false, retryAfterSeconds: taken.retryAfterSeconds };
    try {
      return { isTried: true, hasSucceeded: await this.#attempt(attempt, taken.receipt) };
    } finally {
      underWay.attempts.delete(end.promise);
      underWay.hasEnded += 1;
      end.resolve();
    }
  }

  async #takePlace(subject: string, underWay: UnderWay, end: Promise<void>): Promise<Taken> {
    for (;;) {
      const { hasEnded } = underWay;
      const taken = await this.#counters.take(this.#limit, subject);
      if (taken.ok) {
        underWay.attempts.add(end);
        return taken;
      }
      // One that has ended meanwhile may have given its place back too late for this answer.
      if (underWay.hasEnded !== hasEnded) continue;
      if (underWay.attempts.size === 0) return taken;
      await Promise.race(underWay.attempts);
    }
  }

  async #attempt(attempt: () => Promise<boolean>, receipt: Receipt): Promise<boolean> {
    let isCounted = false;
    try {
      const hasSucceeded = await attempt();
      isCounted = !hasSucceeded;
      return hasSucceeded;
    } finally {
      if (!isCounted) await this.#counters.giveBack(receipt);
    }
  }
}

/** The refusal of an attempt, as it is shown; a detail is how many seconds to wait. */
export function refusedAttempt(outcome: {
  readonly refusal: string;
  readonly detail?: string;
}): AppError {
  const { refusal, detail } = outcome;
  return new AppError(refusal, detail ? { retryAfterSeconds: Number(detail) } : {});
}
