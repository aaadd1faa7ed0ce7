import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type FileRange,
  type Files,
  type FileStat,
  type NewUpload,
  type OpenedFile,
  type OpenUpload,
  type Part,
  type PartAddresses,
  type PartContent,
  type ReceivedPart,
  requireRoomFor,
  type StoredFile,
  type Upload,
  type WantedAddresses,
} from '@edumaster/files';
import { Bucket } from './bucket.ts';
import { download } from './download.ts';
import { MultipartUploads } from './multipart-uploads.ts';
import { ObjectWriter } from './object-writer.ts';
import { Objects } from './objects.ts';
import type { S3Store } from './s3-client.ts';

export interface S3FilesOptions {
  readonly store: S3Store;
  /** A folder of this machine for copies that programs work on; made if it is missing. */
  readonly scratch: string;
}

/** A file store in a bucket. Nothing is asked of it until it is used. */
export async function openS3Files({ store, scratch }: S3FilesOptions): Promise<S3Files> {
  const folder = resolve(scratch);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return new S3Files(new Bucket(store), folder);
}

export class S3Files implements Files {
  readonly #bucket: Bucket;
  readonly #scratch: string;
  readonly #objects: Objects;
  readonly #uploads: MultipartUploads;
  readonly #writer: ObjectWriter;

  constructor(bucket: Bucket, scratch: string) {
    this.#bucket = bucket;
    this.#scratch = scratch;
    this.#objects = new Objects(bucket);
    this.#uploads = new MultipartUploads(bucket, this.#objects);
    this.#writer = new ObjectWriter(bucket, this.#objects);
  }

  /** For a person: the bucket, and where it is. */
  get name(): string {
    return this.#bucket.title;
  }

  /** Of the addresses that parts are sent to. */
  async addressOrigin(): Promise<string> {
    return (await this.#bucket.urlOf('any')).origin;
  }

  /** Ends the connections. */
  close(): void {
    this.#bucket.client.destroy();
  }

  async createUpload(upload: NewUpload): Promise<Upload> {
    return this.#uploads.create(upload);
  }

  addressParts(wanted: WantedAddresses): Promise<PartAddresses> {
    return this.#uploads.addressParts(wanted);
  }

  writePart(part: PartContent): Promise<ReceivedPart> {
    return this.#uploads.writePart(part);
  }

  listParts(upload: Upload): Promise<readonly ReceivedPart[]> {
    return this.#uploads.listParts(upload);
  }

  completeUpload(upload: Upload, parts: readonly Part[]): Promise<FileStat> {
    return this.#uploads.complete(upload, parts);
  }

  abortUpload(upload: OpenUpload): Promise<void> {
    return this.#uploads.abort(upload);
  }

  listOpenUploads(before: Date): Promise<readonly OpenUpload[]> {
    return this.#uploads.listOpen(before);
  }

  async sweep(before: Date): Promise<readonly OpenUpload[]> {
    const abandoned = await this.listOpenUploads(before);
    for (const upload of abandoned) await this.abortUpload(upload);
    for (const name of await readdir(this.#scratch)) {
      const path = join(this.#scratch, name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtime < before) await rm(path, { recursive: true, force: true });
    }
    return abandoned;
  }

  write(key: string, body: Readable | Uint8Array): Promise<FileStat> {
    return this.#writer.write(key, body);
  }

  takeOver(key: string, path: string): Promise<FileStat> {
    return this.#writer.takeOver(key, path);
  }

  read(key: string, range?: FileRange): Promise<OpenedFile> {
    return this.#objects.read(key, range);
  }

  stat(key: string): Promise<FileStat | undefined> {
    return this.#objects.stat(key);
  }

  delete(key: string): Promise<void> {
    return this.#objects.delete(key);
  }

  list(prefix: string): AsyncIterable<StoredFile> {
    return this.#objects.list(prefix);
  }

  deletePrefix(prefix: string): Promise<void> {
    return this.#objects.deletePrefix(prefix);
  }

  async withLocalFile<Result>(
    key: string,
    use: (path: string) => Promise<Result>,
  ): Promise<Result> {
    const found = await this.#objects.existing(key);
    await requireRoomFor(found.size, this.#scratch);
    return this.withScratchFolder(async (folder) => {
      const path = join(folder, 'content');
      await download({ bucket: this.#bucket, key, stat: found, path });
      return use(path);
    });
  }

  async withScratchFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.#scratch, randomUUID());
    await mkdir(folder, { mode: 0o700 });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
