import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { courseArchived } from '../events.ts';
import { archiveCourse } from '../policy.ts';
import { updateCourse } from '../store/course-store.ts';
import { openCourse } from './draft-access.ts';
import { userOrNull } from './user-of.ts';

@Injectable()
export class ArchiveCourse {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
  ) {}

  /** The course is offered no longer; those who are enrolled keep it. */
  async run(ctx: Ctx, { courseId }: { courseId: Id<'course'> }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      await openCourse(tx, courseId, { permission: archiveCourse, action: 'archive' });
      await updateCourse(tx, courseId, {
        archivedAt: ctx.now,
        archivedBy: userOrNull(ctx),
        updatedAt: ctx.now,
      });
      await this.outbox.emit(tx, eventOf(courseArchived, { courseId }));
    });
  }
}
