import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { refusalOf } from '../domain/course-state.ts';
import { lockCourse, touchDraft } from '../store/course-store.ts';
import { findLecture, updateLecture } from '../store/outline-store.ts';

interface Upload {
  readonly mediaId: Id<'media'>;
  readonly ownerId: Id<'user'>;
  readonly lectureId: Id<'lecture'>;
}

@Injectable()
export class AttachUploadedMedia {
  constructor(private readonly db: Db) {}

  /**
   * Attaches an upload where its owner wanted it, though the tab may be closed. Nobody waits for an
   * answer: what is not allowed (any more) leaves the video unattached.
   */
  async run(ctx: Ctx, { mediaId, ownerId, lectureId }: Upload): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const courseId = (await findLecture(tx, lectureId))?.courseId;
      const course = courseId && (await lockCourse(tx, courseId));
      if (!course || course.instructorId !== ownerId || refusalOf(course, 'edit')) return;
      const lecture = await findLecture(tx, lectureId);
      // Its owner may have attached it by hand in the meantime, and more may be known of it.
      if (lecture?.kind !== 'video' || lecture.mediaId === mediaId) return;
      const unknown = { mediaStatus: 'processing', durationSeconds: null } as const;
      await updateLecture(tx, lectureId, { mediaId, ...unknown });
      await touchDraft(tx, course.id);
    });
  }
}
