import { randomUUID } from 'node:crypto';
import { type BigIntStats, createReadStream, type Dirent } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  assertKey,
  assertPrefix,
  type FileRange,
  FilesError,
  type FileStat,
  type OpenedFile,
  resolveRange,
  type StoredFile,
} from '@edumaster/files';
import { hasCode, moveInto } from './durable.ts';

/** Reads of 64 KiB, the default, cost twice the CPU. */
const readBytes = 512 * 1024;

/** A range of this size, such as a segment of a video, is read at once: nothing has to be joined. */
const readAtOnceBytes = 2 * 1024 ** 2;

/** The contents: a file each, at the path of its key. */
export class Objects {
  readonly #root: string;
  readonly #scratch: string;

  constructor(root: string, scratch: string) {
    this.#root = root;
    this.#scratch = scratch;
  }

  pathOf(key: string): string {
    assertKey(key);
    return join(this.#root, key);
  }

  async write(key: string, body: Readable | Uint8Array): Promise<FileStat> {
    const path = this.pathOf(key);
    const temporary = join(this.#scratch, randomUUID());
    try {
      const handle = await open(temporary, 'wx');
      try {
        await pipeline(
          body instanceof Readable ? body : [body],
          async (chunks: AsyncIterable<Uint8Array>) => {
            for await (const chunk of chunks) await handle.writeFile(chunk);
          },
        );
        await handle.sync();
      } finally {
        await handle.close();
      }
      await this.#moveTo(temporary, path, key);
    } finally {
      await rm(temporary, { force: true });
    }
    return this.#existing(key);
  }

  /** The file is made durable first: it may come from a program that does not care. */
  async takeOver(key: string, path: string): Promise<FileStat> {
    const target = this.pathOf(key);
    const temporary = join(this.#scratch, randomUUID());
    try {
      await rename(path, temporary);
    } catch (error) {
      if (!hasCode(error, 'EXDEV')) throw error;
      await copyFile(path, temporary);
      await rm(path);
    }
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await this.#moveTo(temporary, target, key);
    return this.#existing(key);
  }

  async read(key: string, range?: FileRange): Promise<OpenedFile> {
    const path = this.pathOf(key);
    const handle = await open(path, 'r').catch((error: unknown) => {
      throw hasCode(error, 'ENOENT', 'ENOTDIR') ? notFound(key) : error;
    });
    try {
      const stats = await handle.stat({ bigint: true });
      if (!stats.isFile()) throw notFound(key);
      const found = fileStat(stats);
      const { offset, length } = resolveRange(range, found.size);
      if (length === 0) {
        await handle.close();
        return { ...found, offset, length, stream: Readable.from([]) };
      }
      const end = offset + length - 1;
      const highWaterMark = length <= readAtOnceBytes ? length : readBytes;
      const options = { fd: handle, start: offset, end, highWaterMark };
      return { ...found, offset, length, stream: createReadStream(path, options) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async stat(key: string): Promise<FileStat | undefined> {
    try {
      const stats = await stat(this.pathOf(key), { bigint: true });
      return stats.isFile() ? fileStat(stats) : undefined;
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await rm(this.pathOf(key), { force: true });
    } catch (error) {
      if (!hasCode(error, 'ENOTDIR', 'ERR_FS_EISDIR')) throw error;
    }
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    assertPrefix(prefix);
    for (const entry of await entriesOf(join(this.#root, prefix))) {
      const key = `${prefix}${entry.name}`;
      if (entry.isDirectory()) {
        yield* this.list(`${key}/`);
      } else {
        const found = await this.stat(key);
        if (found) yield { key, size: found.size, modifiedAt: found.modifiedAt };
      }
    }
  }

  async deletePrefix(prefix: string): Promise<void> {
    assertPrefix(prefix);
    if (prefix === '') throw new FilesError('invalid_key', 'an empty prefix means everything');
    await rm(join(this.#root, prefix), { recursive: true, force: true });
  }

  /** Takes over a file that is on the disk already. */
  async moveIn(key: string, path: string): Promise<FileStat> {
    await this.#moveTo(path, this.pathOf(key), key);
    return this.#existing(key);
  }

  async withScratchFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.#scratch, randomUUID());
    await mkdir(folder);
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #moveTo(from: string, to: string, key: string): Promise<void> {
    try {
      await moveInto(from, to);
    } catch (error) {
      if (!hasCode(error, 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY')) throw error;
      throw new FilesError('invalid_key', `another key lies above or below ${key}`);
    }
  }

  async #existing(key: string): Promise<FileStat> {
    const found = await this.stat(key);
    if (!found) throw notFound(key);
    return found;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** Contents are only ever replaced by another file: its number and times tell them apart. */
function fileStat({ ino, size, mtimeNs, mtime }: BigIntStats): FileStat {
  const etag = [ino, size, mtimeNs].map((number) => number.toString(36)).join('-');
  return { size: Number(size), etag, modifiedAt: mtime };
}

function notFound(key: string): FilesError {
  return new FilesError('not_found', `nothing at ${key}`);
}
