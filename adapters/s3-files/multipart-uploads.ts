import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  assertComplete,
  assertNewUpload,
  FilesError,
  type FileStat,
  type NewUpload,
  type OpenUpload,
  type Part,
  type PartAddresses,
  type PartContent,
  partsOf,
  partSizeAt,
  type ReceivedPart,
  type Upload,
  type WantedAddresses,
} from '@edumaster/files';
import { newId } from '@edumaster/kernel';
import type { Bucket } from './bucket.ts';
import { withExactLength } from './exact-length.ts';
import type { Objects } from './objects.ts';
import { partAddresser } from './part-address.ts';
import { asking, codeOf } from './s3-failure.ts';

/** The longest that Amazon and R2 sign for. */
const longestSeconds = 7 * 24 * 60 * 60;

/**
 * Uploads of clients. The id that we give out is `<mark>:<id of the store>`; the mark is written to
 * the object too, and tells later whose parts it was made of.
 */
export class MultipartUploads {
  readonly #bucket: Bucket;
  readonly #objects: Objects;

  constructor(bucket: Bucket, objects: Objects) {
    this.#bucket = bucket;
    this.#objects = objects;
  }

  async create(request: NewUpload): Promise<Upload> {
    assertNewUpload(request);
    const { key, size, partSize } = request;
    const mark = newId();
    const createdAt = new Date().toISOString();
    const command = new CreateMultipartUploadCommand({
      ...this.#bucket.at(key),
      Metadata: { upload: mark },
    });
    const { UploadId } = await asking(`begin ${key}`, () => this.#bucket.client.send(command));
    return { key, size, partSize, id: `${mark}:${UploadId}`, createdAt };
  }

  async writePart({ upload, number, body, signal }: PartContent): Promise<ReceivedPart> {
    const size = partSizeAt(upload, number);
    const exact = withExactLength(body, size);
    // The SDK does not notice a body that breaks, and waits for the rest of it.
    const broken = new AbortController();
    exact.once('error', (error) => broken.abort(error));
    const abortSignal = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
    const command = new UploadPartCommand({
      ...this.#named(upload),
      PartNumber: number,
      Body: exact,
      ContentLength: size,
    });
    try {
      const { ETag } = await asking(`part ${number} of ${upload.key}`, () =>
        this.#bucket.client.send(command, { abortSignal }),
      );
      return { number, etag: bare(ETag), size };
    } catch (error) {
      exact.destroy();
      body.destroy();
      if (abortSignal.aborted) throw abortSignal.reason;
      // A store may refuse a part before it has read it, and cut the line: then it is asked why.
      await this.#requireOpen(upload);
      throw error;
    }
  }

  async addressParts({ upload, numbers, expiresAt }: WantedAddresses): Promise<PartAddresses> {
    const { uploadId } = idsOf(upload);
    const { config } = this.#bucket.client;
    const credentials = await config.credentials();
    const now = new Date();
    const ends = Math.min(expiresAt.getTime(), credentials.expiration?.getTime() ?? Infinity);
    const wanted = Math.floor((ends - now.getTime()) / 1000);
    const expiresSeconds = Math.max(1, Math.min(wanted, longestSeconds));
    const address = partAddresser({
      url: await this.#bucket.urlOf(upload.key),
      region: await config.region(),
      credentials,
      now,
      expiresSeconds,
    });
    const parts = numbers.map((number) => ({
      number,
      url: address({ uploadId, number, size: partSizeAt(upload, number) }),
    }));
    // The signature counts from whole seconds.
    const expires = Math.floor(now.getTime() / 1000) + expiresSeconds;
    return { parts, expiresAt: new Date(expires * 1000) };
  }

  async listParts(upload: Upload): Promise<ReceivedPart[]> {
    const parts: ReceivedPart[] = [];
    let PartNumberMarker: string | undefined;
    do {
      const command = new ListPartsCommand({ ...this.#named(upload), PartNumberMarker });
      const page = await asking(`parts of ${upload.key}`, () => this.#bucket.client.send(command));
      for (const { PartNumber = 0, ETag, Size = 0 } of page.Parts ?? []) {
        const isAwaited = PartNumber >= 1 && PartNumber <= partsOf(upload);
        if (!isAwaited || Size !== partSizeAt(upload, PartNumber)) continue;
        parts.push({ number: PartNumber, etag: bare(ETag), size: Size });
      }
      PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (PartNumberMarker !== undefined);
    return parts.sort((a, b) => a.number - b.number);
  }

  async complete(upload: Upload, parts: readonly Part[]): Promise<FileStat> {
    try {
      const received = await this.listParts(upload);
      assertComplete(upload, received, parts);
      const Parts = received.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      const command = new CompleteMultipartUploadCommand({
        ...this.#named(upload),
        MultipartUpload: { Parts },
      });
      await asking(`complete ${upload.key}`, () => this.#bucket.client.send(command));
    } catch (error) {
      if (!(error instanceof FilesError) || error.code !== 'no_such_upload') throw error;
    }
    return this.#completed(upload);
  }

  async abort(upload: OpenUpload): Promise<void> {
    const ids = parsedIds(upload.id);
    if (!ids) return;
    const { Bucket, Key } = this.#bucket.at(upload.key);
    const command = new AbortMultipartUploadCommand({ Bucket, Key, UploadId: ids.uploadId });
    try {
      await this.#bucket.client.send(command);
    } catch (error) {
      if (codeOf(error) === 'NoSuchUpload') return;
      await asking(`abort ${upload.key}`, () => Promise.reject(error));
    }
  }

  /** Marks are not in the list, and aborting needs none. */
  async listOpen(before: Date): Promise<OpenUpload[]> {
    const open: OpenUpload[] = [];
    let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
    while (from) {
      const command = new ListMultipartUploadsCommand({ ...this.#bucket.below(''), ...from });
      const page: ListMultipartUploadsCommandOutput = await asking('open uploads', () =>
        this.#bucket.client.send(command),
      );
      for (const { Key = '', UploadId = '', Initiated } of page.Uploads ?? []) {
        const createdAt = Initiated ?? new Date();
        if (createdAt >= before) continue;
        const key = this.#bucket.keyOf(Key);
        open.push({ id: `:${UploadId}`, key, createdAt: createdAt.toISOString() });
      }
      from = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker ?? '', UploadIdMarker: page.NextUploadIdMarker ?? '' }
        : undefined;
    }
    return open;
  }

  /** @throws FilesError `no_such_upload` */
  async #requireOpen(upload: Upload): Promise<void> {
    const command = new ListPartsCommand({ ...this.#named(upload), MaxParts: 1 });
    await asking(`look at ${upload.key}`, () => this.#bucket.client.send(command));
  }

  /** What an earlier completion, also of another process, left at the key. */
  async #completed(upload: Upload): Promise<FileStat> {
    const { mark } = idsOf(upload);
    const found = await this.#objects.statWithMark(upload.key);
    if (found?.mark !== mark) throw new FilesError('no_such_upload', `no upload ${upload.id}`);
    return found.stat;
  }

  #named(upload: Upload): { Bucket: string; Key: string; UploadId: string } {
    return { ...this.#bucket.at(upload.key), UploadId: idsOf(upload).uploadId };
  }
}

interface UploadIds {
  readonly mark: string;
  readonly uploadId: string;
}

function idsOf({ id }: Upload): UploadIds {
  const ids = parsedIds(id);
  if (!ids) throw new FilesError('no_such_upload', `no upload ${id}`);
  return ids;
}

function parsedIds(id: string): UploadIds | undefined {
  const [, mark = '', uploadId = ''] = /^([0-9a-f-]{36}|):(.+)$/.exec(id) ?? [];
  return uploadId === '' ? undefined : { mark, uploadId };
}

export function bare(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}
