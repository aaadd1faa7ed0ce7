import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { editCourse } from '../policy.ts';
import { deleteCourse } from '../store/course-store.ts';
import { openCourse } from './draft-access.ts';

@Injectable()
export class DeleteCourse {
  constructor(private readonly db: Db) {}

  /** Only a draft that was never published. */
  async run(ctx: Ctx, input: { courseId: Id<'course'> }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      await openCourse(tx, input.courseId, { permission: editCourse, action: 'delete' });
      await deleteCourse(tx, input.courseId);
    });
  }
}
