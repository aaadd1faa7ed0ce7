import { AppError, type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Media, type Resource } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import type { ResourceContent } from '../domain/course-content.ts';
import { touchDraft } from '../store/course-store.ts';
import { takeLooseFile } from '../store/loose-file-store.ts';
import { appendResource, resourcesOf } from '../store/resource-store.ts';
import { openLecture } from './draft-access.ts';
import { invalidField } from './invalid-field.ts';
import { userOrNull } from './user-of.ts';

/** More than that nobody finds anything in. */
export const mostResources = 50;

interface Attachment {
  readonly lectureId: Id<'lecture'>;
  readonly mediaId: Id<'media'>;
  readonly title?: string | undefined;
}

@Injectable()
export class AttachResource {
  constructor(
    private readonly db: Db,
    private readonly media: Media,
  ) {}

  /**
   * Gives an uploaded file to the learners of a lecture; repeated, it changes nothing.
   * @throws AppError `lecture_not_found`, `forbidden`, `validation_failed` naming `mediaId`,
   *   `media_failed`, `media_not_ready`, `too_many_resources`, or of the state
   */
  async run(ctx: Ctx, { lectureId, mediaId, title }: Attachment): Promise<ResourceContent> {
    const { course } = await this.db.inTx(ctx, (tx) => openLecture(tx, lectureId));
    const [file] = await this.media.resources(ctx, { ids: [mediaId] });
    if (!file || ![userOrNull(ctx), course.instructorId].includes(file.ownerId)) {
      throw invalidField('mediaId', 'is not a file that you uploaded as a resource');
    }
    if (file.status === 'failed') throw new AppError('media_failed');
    if (file.status !== 'ready') throw new AppError('media_not_ready');
    return this.db.inTx(ctx, async (tx) => {
      await openLecture(tx, lectureId);
      const attached = await attachFile(tx, lectureId, { file, title });
      if (attached.isNew) await touchDraft(tx, course.id);
      return attached.resource;
    });
  }
}

/** The caller holds the course's lock. @throws AppError `too_many_resources`, `validation_failed` */
export async function attachFile(
  tx: Tx,
  lectureId: Id<'lecture'>,
  { file, title }: { file: Pick<Resource, 'id' | 'filename' | 'size'>; title?: string | undefined },
): Promise<{ resource: ResourceContent; isNew: boolean }> {
  const current = (await resourcesOf(tx, [lectureId])).get(lectureId) ?? [];
  const known = current.find(({ mediaId }) => mediaId === file.id);
  if (known) return { resource: known, isNew: false };
  if (current.length >= mostResources) throw new AppError('too_many_resources');
  const { id: mediaId, filename, size } = file;
  if (!(await takeLooseFile(tx, mediaId))) throw invalidField('mediaId', 'was deleted');
  const name = (title ?? filename).slice(0, 200);
  const resource = { id: newId<'resource'>(), title: name, mediaId, filename, size };
  await appendResource(tx, { ...resource, lectureId });
  return { resource, isNew: true };
}
