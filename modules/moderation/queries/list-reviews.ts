import { type Ctx, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { listReviews } from '../policy.ts';
import { listOpenReviews, type Review } from '../store/review-store.ts';
import { placeOf } from './place-of-cursor.ts';

const defaultLimit = 20;

interface Page {
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

interface ReviewPage {
  readonly items: readonly Review[];
  readonly nextCursor: string | null;
}

@Injectable()
export class ListReviews {
  constructor(private readonly db: Db) {}

  /** What waits for a decision, the oldest first. */
  async run(ctx: Ctx, { cursor, limit = defaultLimit }: Page): Promise<ReviewPage> {
    authorize(ctx, listReviews, undefined);
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const rows = await this.db.inTx(ctx, (tx) => listOpenReviews(tx, { after, limit: limit + 1 }));
    return pageOf(rows, limit, ({ submittedAt, id }) => [submittedAt.toISOString(), id]);
  }
}
