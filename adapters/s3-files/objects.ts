import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import {
  assertPrefix,
  type FileRange,
  FilesError,
  type FileStat,
  type OpenedFile,
  resolveRange,
  type StoredFile,
} from '@edumaster/files';
import type { Bucket } from './bucket.ts';
import { asking } from './s3-failure.ts';

/** Requests at once while a prefix is deleted. */
const deletesAtOnce = 16;

/** The contents: an object each. */
export class Objects {
  readonly #bucket: Bucket;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
  }

  async stat(key: string): Promise<FileStat | undefined> {
    return (await this.statWithMark(key))?.stat;
  }

  /** The mark is that of the upload which the content was made of. */
  async statWithMark(key: string): Promise<{ stat: FileStat; mark?: string } | undefined> {
    const command = new HeadObjectCommand(this.#bucket.at(key));
    try {
      const head = await asking(`look at ${key}`, () => this.#bucket.client.send(command));
      const mark = head.Metadata?.['upload'];
      return { stat: statOf(head, head.ContentLength), ...(mark === undefined ? {} : { mark }) };
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** @throws FilesError `not_found` */
  async existing(key: string): Promise<FileStat> {
    const found = await this.stat(key);
    if (!found) throw new FilesError('not_found', `nothing at ${key}`);
    return found;
  }

  async read(key: string, range?: FileRange): Promise<OpenedFile> {
    if (range) requirePossible(range);
    const command = new GetObjectCommand({
      ...this.#bucket.at(key),
      ...(range ? { Range: headerOf(range) } : {}),
    });
    const answer = await asking(`read ${key}`, () => this.#bucket.client.send(command));
    const stream = answer.Body as Readable;
    const [, whole] = /\/(\d+)$/.exec(answer.ContentRange ?? '') ?? [];
    const size = whole === undefined ? (answer.ContentLength ?? 0) : Number(whole);
    // A store that overlooks the range would give another part of the file than was asked for.
    if (range && whole === undefined) {
      stream.destroy();
      throw new FilesError('invalid_range', `the store gave all of ${key} instead of a range`);
    }
    return { ...statOf(answer, size), ...resolveRange(range, size), stream };
  }

  async delete(key: string): Promise<void> {
    const command = new DeleteObjectCommand(this.#bucket.at(key));
    await asking(`delete ${key}`, () => this.#bucket.client.send(command));
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    assertPrefix(prefix);
    const { client } = this.#bucket;
    let ContinuationToken: string | undefined;
    do {
      const below = this.#bucket.below(prefix);
      const command = new ListObjectsV2Command({ ...below, ContinuationToken });
      const page = await asking(`list ${prefix}`, () => client.send(command));
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        yield { key: this.#bucket.keyOf(Key), size: Size, modifiedAt: LastModified };
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  /**
   * One request an object: deleting many at once needs a checksum, and stores differ in which one
   * they take. What a prefix of ours holds is tens of objects.
   */
  async deletePrefix(prefix: string): Promise<void> {
    assertPrefix(prefix);
    if (prefix === '') throw new FilesError('invalid_key', 'an empty prefix means everything');
    const keys: string[] = [];
    for await (const { key } of this.list(prefix)) keys.push(key);
    const next = keys[Symbol.iterator]();
    const deleting = async () => {
      for (const key of next) await this.delete(key);
    };
    await Promise.all(Array.from({ length: deletesAtOnce }, deleting));
  }
}

interface Head {
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
}

function statOf({ ETag = '', LastModified = new Date(0) }: Head, size = 0): FileStat {
  return { size, etag: ETag.replaceAll('"', ''), modifiedAt: LastModified };
}

/** @throws FilesError `invalid_range` for what is outside of any content */
function requirePossible({ offset, length = 1 }: FileRange): void {
  if (offset >= 0 && length >= 1) return;
  throw new FilesError('invalid_range', `${offset}+${length}`);
}

function headerOf({ offset, length }: FileRange): string {
  return `bytes=${offset}-${length === undefined ? '' : offset + length - 1}`;
}

function isNotFound(error: unknown): boolean {
  return error instanceof FilesError && error.code === 'not_found';
}
