import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { refusalOf } from '../domain/course-state.ts';
import { lockCourse, touchDraft } from '../store/course-store.ts';
import { noteLooseFile } from '../store/loose-file-store.ts';
import { findLecture } from '../store/outline-store.ts';
import { attachFile } from './attach-resource.ts';

interface StoredResource {
  readonly mediaId: Id<'media'>;
  readonly ownerId: Id<'user'>;
  /** Null when its owner has not said where it belongs. */
  readonly lectureId: Id<'lecture'> | null;
  readonly filename: string;
  readonly size: number;
}

/** A file is not taken then, and nobody is there who could be told. */
const refusals: readonly string[] = ['too_many_resources', 'validation_failed'];

@Injectable()
export class AttachStoredResource {
  constructor(private readonly db: Db) {}

  /**
   * Attaches a file where its owner wanted it, though the tab may be closed. Nobody waits for an
   * answer: what is not allowed (any more) leaves the file unattached, and is deleted in the end unless
   * somebody attaches it by hand.
   */
  async run(ctx: Ctx, stored: StoredResource): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      await attach(tx, stored);
      await noteLooseFile(tx, stored.mediaId);
    });
  }
}

async function attach(tx: Tx, { ownerId, lectureId, mediaId, ...about }: StoredResource) {
  if (lectureId === null) return;
  const courseId = (await findLecture(tx, lectureId))?.courseId;
  const course = courseId && (await lockCourse(tx, courseId));
  if (!course || course.instructorId !== ownerId || refusalOf(course, 'edit')) return;
  if (!(await findLecture(tx, lectureId))) return;
  const file = { id: mediaId, ...about };
  const attached = await attachFile(tx, lectureId, { file }).catch((error: unknown) => {
    if (error instanceof AppError && refusals.includes(error.code)) return undefined;
    throw error;
  });
  if (attached?.isNew) await touchDraft(tx, course.id);
}
