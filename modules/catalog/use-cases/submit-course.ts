import { type Ctx, type Id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { Media, type MediaSummary } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { courseSubmitted } from '../events.ts';
import { editCourse } from '../policy.ts';
import { updateCourse } from '../store/course-store.ts';
import { mirrorMedia, readOutline } from '../store/outline-store.ts';
import { openCourse } from './draft-access.ts';
import { nameOf } from './name-of.ts';
import { requireComplete } from './require-complete.ts';

const toSubmit = { permission: editCourse, action: 'submit' } as const;

@Injectable()
export class SubmitCourse {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
    private readonly identity: Identity,
    private readonly media: Media,
  ) {}

  /**
   * Hands the draft to the moderators; it cannot be changed until they decide.
   * @throws AppError `course_incomplete` with everything that is `missing`, or of the state
   */
  async run(ctx: Ctx, { courseId }: { courseId: Id<'course'> }): Promise<void> {
    const { instructorId, unsettled } = await this.db.inTx(ctx, (tx) => look(tx, courseId));
    // Events tell the catalog of a video a moment after media does; here the truth is asked.
    const news = unsettled.length ? await this.media.describe(ctx, { ids: unsettled }) : [];
    const instructor = await nameOf(this.identity, ctx, instructorId);
    await this.db.inTx(ctx, async (tx) => {
      const course = await openCourse(tx, courseId, toSubmit);
      await mirror(tx, news);
      await requireComplete(tx, course);
      await updateCourse(tx, courseId, {
        draftStatus: 'in_review',
        submittedAt: ctx.now,
        rejectionId: null,
        updatedAt: ctx.now,
      });
      const event = {
        courseId,
        title: course.title,
        instructor,
        version: (course.publishedVersion ?? 0) + 1,
        submittedAt: ctx.now.toISOString(),
      };
      await this.outbox.emit(tx, eventOf(courseSubmitted, event));
    });
  }
}

async function look(tx: Tx, courseId: Id<'course'>) {
  const { instructorId } = await openCourse(tx, courseId, toSubmit);
  const lectures = (await readOutline(tx, courseId)).flatMap((section) => section.lectures);
  const unsettled = lectures.flatMap(({ mediaId, mediaStatus }) =>
    mediaId && mediaStatus === 'processing' ? [mediaId] : [],
  );
  return { instructorId, unsettled };
}

async function mirror(tx: Tx, news: readonly MediaSummary[]): Promise<void> {
  for (const summary of news) await mirrorMedia(tx, summary.id, summary);
}
