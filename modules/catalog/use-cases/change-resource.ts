import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { ResourceContent } from '../domain/course-content.ts';
import { touchDraft } from '../store/course-store.ts';
import {
  deleteResource,
  findResource,
  renameResource,
  toContent,
} from '../store/resource-store.ts';
import { openLecture } from './draft-access.ts';

type ResourceId = Id<'resource'>;

@Injectable()
export class RenameResource {
  constructor(private readonly db: Db) {}

  /** @throws AppError `resource_not_found`, `forbidden`, or of the state */
  async run(ctx: Ctx, input: { resourceId: ResourceId; title: string }): Promise<ResourceContent> {
    return this.db.inTx(ctx, async (tx) => {
      const { course, resource } = await openResource(tx, input.resourceId);
      await renameResource(tx, input.resourceId, input.title);
      await touchDraft(tx, course.id);
      return { ...toContent(resource), title: input.title };
    });
  }
}

@Injectable()
export class RemoveResource {
  constructor(private readonly db: Db) {}

  /** From the draft; versions that were published keep it. @throws as `RenameResource` */
  async run(ctx: Ctx, { resourceId }: { resourceId: ResourceId }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const { course } = await openResource(tx, resourceId);
      await deleteResource(tx, resourceId);
      await touchDraft(tx, course.id);
    });
  }
}

async function openResource(tx: Tx, resourceId: ResourceId) {
  const known = await findResource(tx, resourceId);
  if (!known) throw new AppError('resource_not_found');
  const { course } = await openLecture(tx, known.lectureId).catch((error: unknown) => {
    // Who may not see the lecture learns nothing of what hangs on it.
    const isHidden = error instanceof AppError && error.code === 'lecture_not_found';
    throw isHidden ? new AppError('resource_not_found') : error;
  });
  // Another request may have removed it before the lock was had.
  const resource = await findResource(tx, resourceId);
  if (!resource) throw new AppError('resource_not_found');
  return { course, resource };
}
