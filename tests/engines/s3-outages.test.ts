import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inspect } from 'node:util';
import type { S3Files } from '@edumaster/s3-files';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealS3, startS3 } from './start-s3.ts';

const mebibyte = 1024 ** 2;

let s3: RealS3;
let files: S3Files;
beforeAll(async () => {
  s3 = await startS3();
  files = await s3.newFiles();
});
afterAll(() => s3.dispose());

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(stream, hash);
  return hash.digest('hex');
}

describe('a content of many parts', () => {
  const content = randomBytes(37 * mebibyte + 11);
  const expected = createHash('sha256').update(content).digest('hex');

  test('is written from a stream of any pieces, and lent as a file', async () => {
    const pieces = function* () {
      for (let at = 0; at < content.length; at += 300_007) yield content.subarray(at, at + 300_007);
    };
    const found = await files.write('large/stream', Readable.from(pieces()));
    expect(found.size).toBe(content.length);
    const hash = await files.withLocalFile('large/stream', (path) =>
      hashOf(createReadStream(path)),
    );
    expect(hash).toBe(expected);
  });

  test('is taken over from a file', async () => {
    await files.withScratchFolder(async (folder) => {
      const path = join(folder, 'video');
      await writeFile(path, content);
      expect(await files.takeOver('large/file', path)).toMatchObject({ size: content.length });
      await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
    });
    expect(await hashOf((await files.read('large/file')).stream)).toBe(expected);
  });

  test('whose stream breaks leaves no parts behind', async () => {
    const breaking = Readable.from(
      (async function* () {
        yield content.subarray(0, 20 * mebibyte);
        throw new Error('broken');
      })(),
    );
    await expect(files.write('large/broken', breaking)).rejects.toThrow('broken');
    expect(await files.stat('large/broken')).toBeUndefined();
    expect(await files.listOpenUploads(new Date(Date.now() + 60_000))).toEqual([]);
  });
});

describe('a store that is not there for us', () => {
  const unavailable = { code: 'unavailable' };

  test('because it went: it is unavailable, and goes on when it is back', async () => {
    const upload = await files.createUpload({
      key: 'u',
      size: 5 * mebibyte + 1,
      partSize: 5 * mebibyte,
    });
    const first = await files.writePart({ upload, number: 1, body: bodyOf(5 * mebibyte) });
    await s3.kill();
    await expect(files.stat('u')).rejects.toMatchObject(unavailable);
    await expect(files.write('x', Buffer.from('x'))).rejects.toMatchObject(unavailable);
    const lost = files.writePart({ upload, number: 2, body: bodyOf(1) });
    await expect(lost).rejects.toMatchObject(unavailable);
    await s3.startAgain();
    expect(await files.listParts(upload)).toEqual([first]);
    const second = await files.writePart({ upload, number: 2, body: bodyOf(1) });
    const found = await files.completeUpload(upload, [first, second]);
    expect(found.size).toBe(5 * mebibyte + 1);
  });

  test('because it does not know us: the reason names no secret', async () => {
    const store = await s3.newBucket();
    const secretAccessKey = 'another-secret-of-ours';
    const strangers = await s3.newFiles({
      ...store,
      credentials: { ...s3.credentials, secretAccessKey },
    });
    const failure: unknown = await strangers.write('x', Buffer.from('x')).catch((error) => error);
    expect(failure).toMatchObject(unavailable);
    const shown = inspect(failure, { depth: 9, showHidden: true });
    expect(shown).toContain('SignatureDoesNotMatch');
    expect(shown).not.toContain(secretAccessKey);
    expect(shown).not.toContain(s3.credentials.secretAccessKey);
    expect(shown).not.toContain('Signature=');
  });

  test('because the bucket is missing', async () => {
    const store = { ...(await s3.newBucket()), bucket: 'another-one' };
    const nowhere = await s3.newFiles(store);
    await expect(nowhere.write('x', Buffer.from('x'))).rejects.toMatchObject(unavailable);
    await expect(nowhere.read('x')).rejects.toMatchObject(unavailable);
  });
});

function bodyOf(length: number): Readable {
  return Readable.from([Buffer.alloc(length)]);
}
