/** How often something may happen to one subject within a sliding window. */
export interface Limit {
  /** What is counted, in lower-case words joined by hyphens; those of one name share a count. */
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** A place that was taken; it opens nothing but giving that place back. */
export interface Receipt {
  readonly limit: Limit;
  readonly subject: string;
  readonly id: string;
}

export type Taken =
  | {
      readonly ok: true;
      /** How many places are left at this moment. */
      readonly remaining: number;
      readonly receipt: Receipt;
    }
  | {
      readonly ok: false;
      /** Whole seconds; whoever comes then and meets nobody who came in between is let in. */
      readonly retryAfterSeconds: number;
    };

/**
 * Counts uses within a sliding window, against floods: guesses, mails, searches. In any window of
 * that length, wherever it begins, no more than `most` places are taken, however parallel.
 *
 * Counts may be lost with the process or the server that keeps them, so nothing that money or a
 * contract depends on is counted here: see `Quotas`.
 */
export abstract class Counters {
  /**
   * Takes a place, or says when to come again; a refusal counts for nothing.
   * @param subject whom or what is counted: an account, an address
   */
  abstract take(limit: Limit, subject: string): Promise<Taken>;

  /** Of an attempt that turned out not to count. Repeated, or after the window, it does nothing. */
  abstract giveBack(receipt: Receipt): Promise<void>;

  /** Starts anew for this subject. */
  abstract forget(limit: Limit, subject: string): Promise<void>;
}
