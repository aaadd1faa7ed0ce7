import { AppError, type Ctx } from '@edumaster/kernel';
import type { Db } from '@edumaster/database';
import { may } from '@edumaster/policy';
import { uploadMedia } from '../policy.ts';
import { findUpload, type Upload } from '../store/upload-store.ts';

/** @throws AppError `upload_not_found`, also for somebody else's: nobody else may know of it */
export async function ownUpload(db: Db, ctx: Ctx, uploadId: string): Promise<Upload> {
  const upload = await db.inTx(ctx, (tx) => findUpload(tx, uploadId));
  if (!upload || !may(ctx.actor, uploadMedia, upload)) throw new AppError('upload_not_found');
  return upload;
}
