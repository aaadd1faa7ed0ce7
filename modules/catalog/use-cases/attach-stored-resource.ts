import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { refusalOf } from '../domain/course-state.ts';
import { lockCourse, touchDraft } from '../store/course-store.ts';
import { findLecture } from '../store/outline-store.ts';
import { attachFile } from './attach-resource.ts';

interface StoredResource {
  readonly mediaId: Id<'media'>;
  readonly ownerId: Id<'user'>;
  readonly lectureId: Id<'lecture'>;
  readonly filename: string;
  readonly size: number;
}

@Injectable()
export class AttachStoredResource {
  constructor(private readonly db: Db) {}

  /**
   * Attaches a file where its owner wanted it, though the tab may be closed. Nobody waits for an
   * answer: what is not allowed (any more) leaves the file unattached.
   */
  async run(ctx: Ctx, { ownerId, lectureId, mediaId, ...about }: StoredResource): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const courseId = (await findLecture(tx, lectureId))?.courseId;
      const course = courseId && (await lockCourse(tx, courseId));
      if (!course || course.instructorId !== ownerId || refusalOf(course, 'edit')) return;
      if (!(await findLecture(tx, lectureId))) return;
      const file = { id: mediaId, ...about };
      const attached = await attachFile(tx, lectureId, { file }).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'too_many_resources') return undefined;
        throw error;
      });
      if (attached?.isNew) await touchDraft(tx, course.id);
    });
  }
}
