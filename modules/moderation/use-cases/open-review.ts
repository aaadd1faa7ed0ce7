import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { openReview } from '../store/review-store.ts';

interface Submission {
  readonly courseId: Id<'course'>;
  readonly version: number;
  readonly title: string;
  readonly instructor: { readonly id: Id<'user'>; readonly name: string };
  readonly submittedAt: Date;
}

@Injectable()
export class OpenReview {
  constructor(private readonly db: Db) {}

  /** Puts a submitted course into the queue. */
  async run(ctx: Ctx, { instructor, ...submission }: Submission): Promise<void> {
    const { id: instructorId, name: instructorName } = instructor;
    const review = { ...submission, id: newId<'review'>(), instructorId, instructorName };
    await this.db.inTx(ctx, (tx) => openReview(tx, review));
  }
}
