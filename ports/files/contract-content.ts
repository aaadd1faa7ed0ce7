import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { Files, ReceivedPart, Upload } from './files.ts';

// What the contract suites of the port upload, write and read again.

export const key = 'media/lecture-1/source';
export const sentence = 'The quick brown fox jumps over the lazy dog';

export const bodyOf = (content: string): Readable => Readable.from([Buffer.from(content)]);

/** Two parts and three characters more, as the sentence has with parts of 20. */
export const contentOf = (partSize: number): string =>
  sentence.repeat(Math.ceil((2 * partSize + 3) / sentence.length)).slice(0, 2 * partSize + 3);

export function begin(files: Files, partSize: number): Promise<Upload> {
  return files.createUpload({ key, size: 2 * partSize + 3, partSize });
}

export function partOf({ partSize }: Upload, number: number): string {
  return contentOf(partSize).slice((number - 1) * partSize, number * partSize);
}

export function send(
  files: Files,
  part: { upload: Upload; number: number; content?: string },
): Promise<ReceivedPart> {
  const { upload, number, content = partOf(upload, number) } = part;
  return files.writePart({ upload, number, body: bodyOf(content) });
}

export async function sendAll(files: Files, upload: Upload): Promise<ReceivedPart[]> {
  return Promise.all([1, 2, 3].map((number) => send(files, { upload, number })));
}

export async function contentAt(files: Files, at: string): Promise<string> {
  return text((await files.read(at)).stream);
}

/** Without megabytes in the message of a failure. */
export async function expectContent(files: Files, at: string, expected: string): Promise<void> {
  const found = await contentAt(files, at);
  expect({ length: found.length, isExpected: found === expected }).toEqual({
    length: expected.length,
    isExpected: true,
  });
}
