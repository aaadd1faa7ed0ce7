import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { closeReview, findOpenReview } from '../store/review-store.ts';
import type { Decision } from '../store/tables.ts';

interface DecisionToMake<Result> {
  readonly courseId: Id<'course'>;
  readonly decision: Decision;
  readonly reason: string | null;
  /** Asks the catalog, which has the last word. */
  readonly carryOut: () => Promise<Result>;
}

/**
 * Has a decision carried out and takes the review off the queue at once, so that whoever decided
 * does not meet it again. The catalog's event would do the same a moment later, and does when this
 * process dies in between.
 */
@Injectable()
export class DecideReview {
  constructor(private readonly db: Db) {}

  async run<Result>(ctx: Ctx, input: DecisionToMake<Result>): Promise<Result> {
    const { courseId, decision, reason, carryOut } = input;
    // Looked up before: afterwards the next submission could be the open one.
    const review = await this.db.inTx(ctx, (tx) => findOpenReview(tx, courseId));
    const result = await carryOut();
    if (review) {
      const decidedBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
      const verdict = { decision, reason, decidedAt: ctx.now, decidedBy };
      await this.db.inTx(ctx, (tx) => closeReview(tx, { reviewId: review.id }, verdict));
    }
    return result;
  }
}
