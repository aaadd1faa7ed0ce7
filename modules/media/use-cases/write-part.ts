import type { Readable } from 'node:stream';
import { AppError, type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FilesError, FileStores, type ReceivedPart } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { lengthOfPart } from '../domain/upload-parts.ts';
import { isPrivate } from '../domain/media-purpose.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { findUpload, type Upload } from '../store/upload-store.ts';
import { noSpace } from './no-space.ts';
import { type PartPlace, SignedAddresses } from './signed-addresses.ts';

export interface SentPart {
  readonly place: PartPlace & { readonly tenantId: Id<'tenant'> };
  readonly token: string;
  /** As the request announces it. */
  readonly contentLength: number | undefined;
  readonly body: Readable;
  readonly now: Date;
}

/** Stores a part that comes to its signed address. */
@Injectable()
export class WritePart {
  readonly #db: Db;
  readonly #files: Files;
  readonly #privateFiles: PrivateFiles;
  readonly #addresses: SignedAddresses;

  constructor(db: Db, stores: FileStores, privateFiles: PrivateFiles, addresses: SignedAddresses) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#privateFiles = privateFiles;
    this.#addresses = addresses;
  }

  /**
   * @throws AppError `upload_address_refused` (403), `upload_not_found`, `upload_closed` (409),
   *   `part_length_wrong` (422), `unavailable` when the disk is full
   */
  async run({ place, token, contentLength, body, now }: SentPart): Promise<ReceivedPart> {
    const verdict = this.#addresses.checkPart(place, token, now);
    if (verdict !== 'valid') {
      const detail = verdict === 'expired' ? 'This upload address has expired' : undefined;
      throw new AppError('upload_address_refused', detail ? { detail } : {});
    }
    const { uploadId, number } = place;
    const upload = await this.#db.inTx(bearerCtx(place.tenantId, now), (tx) =>
      findUpload(tx, uploadId),
    );
    if (!upload) throw new AppError('upload_not_found');
    if (upload.status !== 'open' || upload.expiresAt <= now) throw new AppError('upload_closed');
    const expected = lengthOfPart(upload, number);
    if (expected === undefined) throw new AppError('upload_not_found');
    if (contentLength !== undefined && contentLength !== expected) throw wrongLength(expected);
    try {
      const stored = this.#asStored(upload, number, body);
      return await this.#files.writePart({ upload: upload.storedUpload, number, body: stored });
    } catch (error) {
      if (isBrokenOff(error)) throw new AppError('bad_request', { cause: error });
      if (!(error instanceof FilesError)) throw error;
      if (error.code === 'wrong_length') throw wrongLength(expected);
      if (error.code === 'no_such_upload') throw new AppError('upload_closed');
      if (error.code === 'no_space') throw noSpace();
      throw error;
    }
  }

  #asStored({ purpose, mediaId, size }: Upload, number: number, body: Readable): Readable {
    if (!isPrivate(purpose)) return body;
    return this.#privateFiles.part({ mediaId, size }, number, body);
  }
}

/** Whoever holds the address: it was given to one who may upload, and says the tenant. */
function bearerCtx(tenantId: Id<'tenant'>, now: Date): Ctx {
  const actor = { kind: 'system', reason: 'a part comes to its signed address' } as const;
  return { tenantId, actor, correlationId: newId(), locale: 'en', now };
}

/** The line was cut in the middle of the part: no failure of ours, and nobody hears the answer. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function wrongLength(expected: number): AppError {
  return new AppError('part_length_wrong', { detail: `This part must have ${expected} bytes` });
}
