import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { FileStat } from '@edumaster/files';
import { AppError } from '@edumaster/kernel';
import type { Bucket } from './bucket.ts';
import { asking, S3Failure } from './s3-failure.ts';

/** What is asked for again when a line breaks in the middle. */
const rangeBytes = 16 * 1024 ** 2;
const rangesAtOnce = 4;
const mostAttempts = 4;

interface Download {
  readonly bucket: Bucket;
  readonly key: string;
  readonly stat: FileStat;
  readonly path: string;
}

/** Writes a content to a file, in several ranges at once. @throws FilesError, AppError `unavailable` */
export async function download({ bucket, key, stat, path }: Download): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    const fetchRange = async (offset: number) => {
      const end = Math.min(offset + rangeBytes, stat.size);
      const command = new GetObjectCommand({
        ...bucket.at(key),
        Range: `bytes=${offset}-${end - 1}`,
        // Of a content that is replaced meanwhile not even a part.
        IfMatch: `"${stat.etag}"`,
      });
      const { Body } = await asking(`read ${key}`, () => bucket.client.send(command));
      let at = offset;
      for await (const chunk of Body as Readable as AsyncIterable<Buffer>) {
        await file.write(chunk, 0, chunk.length, at);
        at += chunk.length;
      }
      if (at !== end) throw new BrokenOff(`${end - at} bytes are missing`);
    };
    const offsets = rangesOf(stat.size);
    const working = async () => {
      for (const offset of offsets) await persistently(key, () => fetchRange(offset));
    };
    await Promise.all(Array.from({ length: rangesAtOnce }, working));
  } finally {
    await file.close();
  }
}

function* rangesOf(size: number): Generator<number> {
  for (let offset = 0; offset < size; offset += rangeBytes) yield offset;
}

class BrokenOff extends Error {}

/** The SDK repeats requests that fail, but not answers that break off. */
async function persistently(key: string, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBroken(error)) throw error;
      if (attempt < mostAttempts) continue;
      const cause = new S3Failure('BrokenOff', `reading ${key} broke off ${attempt} times`);
      throw new AppError('unavailable', { retryAfterSeconds: 5, cause });
    }
  }
}

function isBroken(error: unknown): boolean {
  if (error instanceof BrokenOff) return true;
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code);
}
