import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { closeReview, type Verdict } from '../store/review-store.ts';

@Injectable()
export class CloseReview {
  constructor(private readonly db: Db) {}

  /** Takes a decision over that the catalog has carried out. */
  async run(ctx: Ctx, input: { courseId: Id<'course'>; verdict: Verdict }): Promise<void> {
    const { courseId, verdict } = input;
    await this.db.inTx(ctx, (tx) => closeReview(tx, { courseId }, verdict));
  }
}
