import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FilesError, FileStores, type PartAddresses } from '@edumaster/files';
import { authorize } from '@edumaster/policy';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import type { DocumentKind } from '../domain/document-kind.ts';
import { sourceKey } from '../domain/file-keys.ts';
import { isPrivate, type MediaPurpose } from '../domain/media-purpose.ts';
import { partNumbers, partSizeOf } from '../domain/upload-parts.ts';
import { refusalsOf } from '../domain/upload-rules.ts';
import { uploadMedia } from '../policy.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { insertUpload, type NewUpload } from '../store/upload-store.ts';
import { actingUser } from './acting-user.ts';
import { AddressParts } from './address-parts.ts';
import { noSpace } from './no-space.ts';
import { VideoAllowance } from './video-allowance.ts';

/** After that an upload that was not completed is given up. */
const lifetimeMilliseconds = 7 * 24 * 60 * 60_000;

export interface WantedUpload {
  readonly filename: string;
  readonly size: number;
  readonly contentType: string;
  readonly purpose: MediaPurpose;
  readonly lectureId?: string | undefined;
  readonly documentKind?: DocumentKind | undefined;
}

export interface CreatedUpload extends PartAddresses {
  readonly uploadId: string;
  readonly partSize: number;
}

/** Begins an upload in parts. */
@Injectable()
export class CreateUpload {
  readonly #db: Db;
  readonly #files: Files;
  readonly #privateFiles: PrivateFiles;
  readonly #addressParts: AddressParts;
  readonly #allowance: VideoAllowance;
  readonly #maxVideoBytes: number;

  constructor(
    db: Db,
    stores: FileStores,
    privateFiles: PrivateFiles,
    addressParts: AddressParts,
    allowance: VideoAllowance,
    @Inject(mediaSettingsToken) settings: MediaSettings,
  ) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#privateFiles = privateFiles;
    this.#addressParts = addressParts;
    this.#allowance = allowance;
    this.#maxVideoBytes = settings.EDUMASTER_UPLOAD_MAX_BYTES;
  }

  /**
   * @throws AppError `validation_failed` for a file that its name or size rule out, `unavailable`
   *   when there is no room for it, `too_many_requests` for more video than a day allows,
   *   `tier_limit_reached` for more than the tenant may keep
   */
  async run(ctx: Ctx, wanted: WantedUpload): Promise<CreatedUpload> {
    const ownerId = actingUser(ctx);
    authorize(ctx, uploadMedia, { ownerId, purpose: wanted.purpose });
    this.#requireAcceptable(wanted);
    const uploadId = newId<'upload'>();
    const mediaId = newId<'media'>();
    const { filename, size, contentType, purpose, lectureId = null } = wanted;
    const documentKind = wanted.documentKind ?? null;
    const partSize = partSizeOf(size);
    const key = sourceKey(mediaId, purpose);
    // Before the row: what a crash leaves here, the sweep of the file store finds by itself.
    const stored = isPrivate(purpose)
      ? this.#privateFiles.storedSizes({ size })
      : { size, partSize };
    const storedUpload = await this.#files
      .createUpload({ key, ...stored })
      .catch((error: unknown) => {
        throw error instanceof FilesError && error.code === 'no_space' ? noSpace() : error;
      });
    const upload = { id: uploadId, ownerId, mediaId, filename, size, contentType, purpose };
    const expiresAt = new Date(ctx.now.getTime() + lifetimeMilliseconds);
    const row = { ...upload, lectureId, documentKind, partSize, storedUpload, expiresAt };
    await this.#insert(ctx, row).catch(async (error: unknown) => {
      if (isLimit(error)) await this.#files.abortUpload(storedUpload);
      throw error;
    });
    const addressed = { id: uploadId, purpose, storedUpload };
    const numbers = partNumbers({ size, partSize });
    return { uploadId, partSize, ...(await this.#addressParts.run(ctx, addressed, numbers)) };
  }

  async #insert(ctx: Ctx, upload: NewUpload): Promise<void> {
    const mostBytes = await this.#allowance.mostBytes(ctx);
    return this.#db.inTx(ctx, async (tx) => {
      await insertUpload(tx, upload);
      await this.#allowance.reserve(tx, upload, mostBytes);
    });
  }

  #requireAcceptable(wanted: WantedUpload): void {
    const errors = refusalsOf(wanted, this.#maxVideoBytes);
    if (errors.length === 0) return;
    const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw new AppError('validation_failed', { errors, detail });
  }
}

const limitCodes = new Set(['too_many_requests', 'tier_limit_reached']);

function isLimit(error: unknown): boolean {
  return error instanceof AppError && limitCodes.has(error.code);
}
