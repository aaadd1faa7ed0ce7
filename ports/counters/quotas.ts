import type { Tx } from '@edumaster/database';

/** How much of something a person may use within a sliding window, as a rule of the product. */
export interface Quota {
  /** What is counted, in lower-case words joined by hyphens. */
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
  /** What a person reads who has used it up: a sentence without an end. */
  readonly refusal: string;
}

export interface Use {
  readonly quota: Quota;
  /** Whose quota it is: the id of a person. */
  readonly userId: string;
  /** What it is used for, for example a course; a use is known by it. */
  readonly id: string;
  /** A whole number, by default 1. */
  readonly amount?: number;
}

/**
 * Counts uses within a sliding window in the business's own database: durable, the same for every
 * process, and gone when the transaction rolls back. What is used stays used when the thing that it
 * was used for is deleted.
 */
export abstract class Quotas {
  /**
   * Uses some of it at the time of the transaction's Ctx. Whoever comes second waits for the
   * first one's transaction, so take it last before the write that it is about.
   * @throws AppError `too_many_requests` with the seconds after which the same use fits
   */
  abstract use(tx: Tx, use: Use): Promise<void>;

  /** Makes a use smaller: of what was reserved, less was needed. It never makes one larger. */
  abstract reduce(tx: Tx, use: Required<Use>): Promise<void>;
}
