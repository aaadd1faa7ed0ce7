import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { findCourse, lockCourse } from '../store/course-store.ts';
import { requireAllowed } from './draft-access.ts';
import { nameOf } from './name-of.ts';
import { publishDraft } from './publish-draft.ts';

@Injectable()
export class PublishCourse {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
    private readonly identity: Identity,
    private readonly media: Media,
    private readonly audit: AuditLog,
  ) {}

  /** Who may publish is the business of moderation, which asks for it. */
  async run(ctx: Ctx, { courseId }: { courseId: Id<'course'> }): Promise<number> {
    const known = await this.db.inTx(ctx, (tx) => findCourse(tx, courseId));
    if (!known) throw new AppError('course_not_found');
    const instructor = await nameOf(this.identity, ctx, known.instructorId);
    return this.db.inTx(ctx, async (tx) => {
      const course = await lockCourse(tx, courseId);
      if (!course) throw new AppError('course_not_found');
      requireAllowed(course, 'publish');
      const { outbox, media } = this;
      const version = await publishDraft(tx, { course, instructor, outbox, media });
      await this.audit.record(tx, {
        action: 'course.published',
        subject: { kind: 'course', id: courseId },
        details: { title: course.title, version },
      });
      return version;
    });
  }
}
