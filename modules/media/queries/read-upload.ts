import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FilesError, FileStores, type PartAddresses } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { partNumbers, type PartTag } from '../domain/upload-parts.ts';
import type { Upload } from '../store/upload-store.ts';
import { AddressParts } from '../use-cases/address-parts.ts';
import { ownUpload } from '../use-cases/own-upload.ts';

export interface UploadState {
  readonly status: Upload['status'];
  readonly partSize: number;
  readonly expiresAt: Date;
  readonly received: readonly PartTag[];
  readonly missing: PartAddresses['parts'];
}

/** What has arrived of an upload, with fresh addresses for the rest. */
@Injectable()
export class ReadUpload {
  readonly #db: Db;
  readonly #files: Files;
  readonly #addressParts: AddressParts;

  constructor(db: Db, stores: FileStores, addressParts: AddressParts) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#addressParts = addressParts;
  }

  /** @throws AppError `upload_not_found` */
  async run(ctx: Ctx, uploadId: string): Promise<UploadState> {
    const upload = await ownUpload(this.#db, ctx, uploadId);
    const { status, partSize, expiresAt: endsAt } = upload;
    if (status !== 'open')
      return { status, partSize, expiresAt: endsAt, received: [], missing: [] };
    const received = await this.#received(upload);
    const arrived = new Set(received.map(({ number }) => number));
    const numbers = partNumbers(upload).filter((number) => !arrived.has(number));
    const { parts: missing, expiresAt } = await this.#addressParts.run(ctx, upload, numbers);
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
