import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { courseArchived } from '../events.ts';
import { coursesOf, deleteCourse, updateCourse } from '../store/course-store.ts';

/**
 * An instructor was erased: their drafts go, and what was published is offered no longer. Those who
 * are enrolled keep it, as they paid for it.
 */
@Injectable()
export class ForgetInstructor {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
  ) {}

  async run(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      for (const course of await coursesOf(tx, userId)) {
        const courseId = course.id;
        if (course.publishedVersion === 0) await deleteCourse(tx, courseId);
        else if (course.archivedAt === null) {
          await updateCourse(tx, courseId, { archivedAt: ctx.now, updatedAt: ctx.now });
          await this.outbox.emit(tx, eventOf(courseArchived, { courseId }));
        }
      }
    });
  }
}
