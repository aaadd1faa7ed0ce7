import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FilesError, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { bareTag, type PartTag, problemsOfParts, strangersAmong } from '../domain/upload-parts.ts';
import { closeUpload, findUpload, type Upload } from '../store/upload-store.ts';
import { AssetIntake } from './asset-intake.ts';
import { ownUpload } from './own-upload.ts';

interface Completion {
  readonly uploadId: string;
  readonly parts: readonly PartTag[];
}

/** Makes a media of the parts that have arrived. */
@Injectable()
export class CompleteUpload {
  readonly #db: Db;
  readonly #files: Files;
  readonly #intake: AssetIntake;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(db: Db, stores: FileStores, intake: AssetIntake) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#intake = intake;
  }

  /**
   * Repeated, it gives the same media.
   * @throws AppError `upload_not_found`, `upload_incomplete` naming the parts, `upload_closed`
   */
  async run(ctx: Ctx, { uploadId, parts }: Completion): Promise<string> {
    const upload = await ownUpload(this.#db, ctx, uploadId);
    if (upload.status === 'aborted') throw new AppError('upload_closed');
    const { mediaId } = upload;
    if (upload.status === 'completed') return mediaId;
    await this.#putTogetherOnce(
      upload,
      parts.map(({ number, etag }) => ({ number, etag: bareTag(etag) })),
    );
    const state = await this.#intake.judge(upload);
    const closed = await this.#db.inTx(ctx, async (tx) => {
      // Of two that come at the same moment the second finds the upload closed by the first.
      if (await closeUpload(tx, uploadId, 'completed')) await this.#intake.take(tx, upload, state);
      return findUpload(tx, uploadId);
    });
    if (closed?.status === 'completed') return mediaId;
    // Given up while its parts were put together.
    await this.#intake.forget(upload);
    throw new AppError('upload_closed');
  }

  /** An impatient client that asks again waits for the first answer: a store may take its time. */
  async #putTogetherOnce(upload: Upload, claimed: readonly PartTag[]): Promise<void> {
    const underWay = this.#underWay.get(upload.id);
    if (underWay) return underWay;
    const work = this.#putTogether(upload, claimed).finally(() => this.#underWay.delete(upload.id));
    this.#underWay.set(upload.id, work);
    return work;
  }

  async #putTogether(upload: Upload, claimed: readonly PartTag[]): Promise<void> {
    const strangers = strangersAmong(upload, claimed);
    if (strangers.length > 0) throw incomplete(strangers);
    try {
      await this.#files.completeUpload(upload.storedUpload, claimed);
    } catch (error) {
      if (isRefusal(error, 'no_such_upload')) return this.#requireWhole(upload);
      if (!isRefusal(error, 'incomplete')) throw error;
      const received = await this.#files.listParts(upload.storedUpload);
      throw incomplete(problemsOfParts(upload, received, claimed));
    }
  }

  /** Put together by another process, which has not noted it yet; or given up. */
  async #requireWhole({ storedUpload }: Upload): Promise<void> {
    const stored = await this.#files.stat(storedUpload.key);
    if (stored?.size !== storedUpload.size) throw new AppError('upload_closed');
  }
}

function isRefusal(error: unknown, code: FilesError['code']): boolean {
  return error instanceof FilesError && error.code === code;
}

function incomplete(problems: ReturnType<typeof problemsOfParts>): AppError {
  const errors = problems.map(({ number, problem }) => ({
    path: `parts.${number}`,
    message: problem,
  }));
  const named = problems.slice(0, 20).map(({ number, problem }) => `part ${number} ${problem}`);
  const more = problems.length > named.length ? [`and ${problems.length - named.length} more`] : [];
  return new AppError('upload_incomplete', { errors, detail: [...named, ...more].join('; ') });
}
