import type { Ctx, Id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import type { CourseDetails } from '../domain/course-content.ts';
import { normalTags } from '../domain/tags.ts';
import { columnsOf, touchDraft, updateCourse } from '../store/course-store.ts';
import { requireCategory } from './create-course.ts';
import { openDraft } from './draft-access.ts';
import { invalidField } from './invalid-field.ts';
import { userOrNull } from './user-of.ts';

interface CourseEdit {
  readonly courseId: Id<'course'>;
  /** Only what is to change. */
  readonly changes: Partial<CourseDetails>;
}

@Injectable()
export class EditCourse {
  constructor(
    private readonly db: Db,
    private readonly media: Media,
  ) {}

  /** @throws AppError `course_not_found`, `forbidden`, `validation_failed`, or of the state */
  async run(ctx: Ctx, { courseId, changes }: CourseEdit): Promise<void> {
    await this.#requireThumbnail(ctx, courseId, changes.thumbnailMediaId ?? null);
    await this.db.inTx(ctx, async (tx) => {
      await openDraft(tx, courseId);
      if (Object.keys(changes).length === 0) return;
      await write(tx, courseId, changes);
    });
  }

  async #requireThumbnail(ctx: Ctx, courseId: Id<'course'>, mediaId: Id<'media'> | null) {
    if (mediaId === null) return;
    // Before media is asked: who may not edit the course learns nothing of the picture.
    const course = await this.db.inTx(ctx, (tx) => openDraft(tx, courseId));
    const [found] = await this.media.describe(ctx, { ids: [mediaId] });
    const owners = [userOrNull(ctx), course.instructorId];
    const isUsable =
      found?.purpose === 'thumbnail' && found.status !== 'failed' && owners.includes(found.ownerId);
    if (!isUsable) {
      throw invalidField('thumbnailMediaId', 'is not a picture that you uploaded as a thumbnail');
    }
  }
}

async function write(
  tx: Tx,
  courseId: Id<'course'>,
  changes: Partial<CourseDetails>,
): Promise<void> {
  if (changes.category !== undefined) await requireCategory(tx, changes.category);
  const tags = changes.tags ? { tags: normalTags(changes.tags) } : {};
  await updateCourse(tx, courseId, columnsOf({ ...changes, ...tags }));
  await touchDraft(tx, courseId);
}
