import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Files, FilesError } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { partNumbers, type PartTag } from '../domain/upload-parts.ts';
import type { Upload } from '../store/upload-store.ts';
import type { PartAddress } from '../use-cases/create-upload.ts';
import { ownUpload } from '../use-cases/own-upload.ts';
import { SignedAddresses } from '../use-cases/signed-addresses.ts';

export interface UploadState {
  readonly status: Upload['status'];
  readonly partSize: number;
  readonly expiresAt: Date;
  readonly received: readonly PartTag[];
  readonly missing: readonly PartAddress[];
}

/** What has arrived of an upload, with fresh addresses for the rest. */
@Injectable()
export class ReadUpload {
  readonly #db: Db;
  readonly #files: Files;
  readonly #addresses: SignedAddresses;

  constructor(db: Db, files: Files, addresses: SignedAddresses) {
    this.#db = db;
    this.#files = files;
    this.#addresses = addresses;
  }

  /** @throws AppError `upload_not_found` */
  async run(ctx: Ctx, uploadId: string): Promise<UploadState> {
    const upload = await ownUpload(this.#db, ctx, uploadId);
    const { status, partSize } = upload;
    const expiresAt = this.#addresses.partsExpireAt(ctx.now);
    if (status !== 'open') return { status, partSize, expiresAt, received: [], missing: [] };
    const received = await this.#received(upload);
    const arrived = new Set(received.map(({ number }) => number));
    const missing = partNumbers(upload)
      .filter((number) => !arrived.has(number))
      .map((number) => {
        const place = { tenantId: ctx.tenantId, uploadId, number };
        return { number, url: this.#addresses.part(place, expiresAt) };
      });
    return { status, partSize, expiresAt, received, missing };
  }

  async #received({ storedUpload, ...upload }: Upload): Promise<PartTag[]> {
    try {
      const parts = await this.#files.listParts(storedUpload);
      return parts.map(({ number, etag }) => ({ number, etag }));
    } catch (error) {
      // All parts were put together, and the process died before it noted that: completing the
      // upload once more ends it, whatever the tags.
      const isTogether = error instanceof FilesError && error.code === 'no_such_upload';
      if (!isTogether) throw error;
      return partNumbers(upload).map((number) => ({ number, etag: 'stored' }));
    }
  }
}
