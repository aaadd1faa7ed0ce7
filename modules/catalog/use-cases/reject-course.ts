import { AppError, type Ctx, type Id, newId } from '@edumaster/kernel';
import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { courseRejected } from '../events.ts';
import { insertRejection, lockCourse, updateCourse } from '../store/course-store.ts';
import { requireAllowed } from './draft-access.ts';
import { userOrNull } from './user-of.ts';

@Injectable()
export class RejectCourse {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Who may reject is the business of moderation, which asks for it. */
  async run(ctx: Ctx, input: { courseId: Id<'course'>; reason: string }): Promise<void> {
    const { courseId, reason } = input;
    await this.db.inTx(ctx, async (tx) => {
      const course = await lockCourse(tx, courseId);
      if (!course) throw new AppError('course_not_found');
      requireAllowed(course, 'reject');
      const id = newId<'rejection'>();
      const rejectedBy = userOrNull(ctx);
      await insertRejection(tx, { id, courseId, reason, rejectedAt: ctx.now, rejectedBy });
      await updateCourse(tx, courseId, {
        draftStatus: 'editing',
        rejectionId: id,
        updatedAt: ctx.now,
      });
      await this.audit.record(tx, {
        action: 'course.rejected',
        subject: { kind: 'course', id: courseId },
        details: { title: course.title, rejectionId: id },
      });
      await this.outbox.emit(tx, eventOf(courseRejected, { courseId, reason }));
    });
  }
}
