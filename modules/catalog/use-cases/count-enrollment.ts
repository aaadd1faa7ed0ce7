import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { countEnrollment } from '../store/course-store.ts';

@Injectable()
export class CountEnrollment {
  constructor(private readonly db: Db) {}

  async run(ctx: Ctx, { courseId }: { courseId: Id<'course'> }): Promise<void> {
    await this.db.inTx(ctx, (tx) => countEnrollment(tx, courseId));
  }
}
