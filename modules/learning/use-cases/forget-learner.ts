import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { lectureProgress } from '../store/tables.ts';

/**
 * Forgets what an erased person watched. That they were enrolled and completed courses stays: an
 * instructor's figures and the ledger count on it, and the id leads to nobody.
 */
@Injectable()
export class ForgetLearner {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      await tx.rows({ text: 'select learning.forget_learner($1)', values: [userId] });
      await tx.sql.delete(lectureProgress).where(eq(lectureProgress.userId, userId));
    });
  }
}
