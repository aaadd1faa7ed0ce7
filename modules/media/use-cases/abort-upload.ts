import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { closeUpload, findUpload } from '../store/upload-store.ts';
import { ownUpload } from './own-upload.ts';
import { VideoAllowance } from './video-allowance.ts';

/** Gives an upload up and forgets its parts. */
@Injectable()
export class AbortUpload {
  readonly #db: Db;
  readonly #files: Files;
  readonly #allowance: VideoAllowance;

  constructor(db: Db, stores: FileStores, allowance: VideoAllowance) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#allowance = allowance;
  }

  /** Repeated, it does nothing. @throws AppError `upload_not_found`, `upload_closed` */
  async run(ctx: Ctx, uploadId: string): Promise<void> {
    const upload = await ownUpload(this.#db, ctx, uploadId);
    if (upload.status === 'completed') throw new AppError('upload_closed');
    await this.giveUp(ctx, uploadId);
  }

  /** The same without a person who asks for it. */
  async giveUp(ctx: Ctx, uploadId: string): Promise<void> {
    const upload = await this.#db.inTx(ctx, async (tx) => {
      await closeUpload(tx, uploadId, 'aborted');
      return findUpload(tx, uploadId);
    });
    if (upload?.status !== 'aborted') return;
    // Now that no more parts are taken. After a crash here all of it counts, until its day is over.
    const received = await this.#allowance.receivedBytes(upload);
    await this.#db.inTx(ctx, (tx) => this.#allowance.settle(tx, upload, received));
    await this.#files.abortUpload(upload.storedUpload);
    // Its parts may just have been put together; nothing refers to the result.
    await this.#files.delete(upload.storedUpload.key);
  }
}
