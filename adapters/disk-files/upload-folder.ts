import { access, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  FilesError,
  type FileStat,
  partSizeAt,
  type ReceivedPart,
  type Upload,
} from '@edumaster/files';
import { newId } from '@edumaster/kernel';
import { hasCode, makeFolder, syncFolder, writeRecord } from './durable.ts';

/**
 * The folder of one upload:
 *
 *     upload.json      what was asked for; written last, so its presence makes the upload valid
 *     data             as large as the whole, sparse at first; gone when it became the content
 *     parts/<n>.json   a part whose bytes are on the disk
 *     completed.json   what `completeUpload` answered
 */
export class UploadFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get dataPath(): string {
    return join(this.#path, 'data');
  }

  async create(upload: Upload): Promise<void> {
    await makeFolder(join(this.#path, 'parts'));
    const data = await open(this.dataPath, 'wx');
    try {
      await data.truncate(upload.size);
      await data.sync();
    } finally {
      await data.close();
    }
    await writeRecord(join(this.#path, 'upload.json'), upload);
  }

  /** Undefined when it was never begun, or aborted. */
  async upload(): Promise<Upload | undefined> {
    return readRecord<Upload>(join(this.#path, 'upload.json'));
  }

  async completed(): Promise<FileStat | undefined> {
    const record = await readRecord<FileStat>(join(this.#path, 'completed.json'));
    return record && { ...record, modifiedAt: new Date(record.modifiedAt) };
  }

  async recordCompleted(stat: FileStat): Promise<void> {
    await writeRecord(join(this.#path, 'completed.json'), stat);
  }

  async hasData(): Promise<boolean> {
    return access(this.dataPath).then(
      () => true,
      () => false,
    );
  }

  async parts(): Promise<ReceivedPart[]> {
    const names = await readdir(join(this.#path, 'parts'));
    const records = await Promise.all(
      names
        .filter((name) => /^\d+\.json$/.test(name))
        .map((name) => readRecord<ReceivedPart>(join(this.#path, 'parts', name))),
    );
    return records.filter((record) => record !== undefined).sort((a, b) => a.number - b.number);
  }

  /**
   * Writes a part at its place. What was recorded of an earlier one is forgotten first: from then on
   * the bytes may be a mixture of both.
   */
  async writePart(part: WrittenPart): Promise<ReceivedPart> {
    const { upload, number } = part;
    const size = partSizeAt(upload, number);
    const record = join(this.#path, 'parts', `${number}.json`);
    await this.#forget(record);
    await this.#writeBytes(part, { offset: (number - 1) * upload.partSize, size }).catch(
      (error: unknown) => {
        if (!hasCode(error, 'ENOSPC', 'EDQUOT')) throw error;
        throw new FilesError('no_space', `the disk was full in the middle of part ${number}`);
      },
    );
    const received = { number, etag: newId(), size };
    await writeRecord(record, received);
    return received;
  }

  /** Without `upload.json` it is no upload any more, should the rest take longer than we live. */
  async remove(): Promise<void> {
    await rm(join(this.#path, 'upload.json'), { force: true });
    await rm(this.#path, { recursive: true, force: true });
  }

  async #forget(record: string): Promise<void> {
    try {
      await rm(record);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return;
      throw error;
    }
    await syncFolder(join(this.#path, 'parts'));
  }

  async #writeBytes(
    { body, signal }: WrittenPart,
    { offset, size }: { offset: number; size: number },
  ): Promise<void> {
    const data = await open(this.dataPath, 'r+');
    try {
      let written = 0;
      await pipeline(
        body,
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) {
            if (written + chunk.length > size) throw wrongLength(written + chunk.length, size);
            await writeAll(data, chunk, offset + written);
            written += chunk.length;
          }
        },
        { signal },
      );
      if (written !== size) throw wrongLength(written, size);
      await data.datasync();
    } finally {
      await data.close();
    }
  }
}

interface WrittenPart {
  readonly upload: Upload;
  readonly number: number;
  readonly body: Readable;
  readonly signal: AbortSignal;
}

interface PositionedWriter {
  write(chunk: Buffer, from: number, length: number, at: number): Promise<{ bytesWritten: number }>;
}

/** A full disk may take a part of a chunk before it refuses the rest. */
async function writeAll(file: PositionedWriter, chunk: Buffer, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
}

async function readRecord<Content>(path: string): Promise<Content | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Content;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

function wrongLength(bytes: number, expected: number): FilesError {
  return new FilesError('wrong_length', `${bytes} bytes or more instead of ${expected}`);
}
