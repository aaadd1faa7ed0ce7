import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  begin,
  bodyOf,
  contentAt,
  contentOf,
  expectContent,
  key,
  send,
  sendAll,
  sentence,
} from './contract-content.ts';
import type { Files, OpenUpload, Upload } from './files.ts';

export { addressesContract } from './addresses-contract.ts';

const soon = (): Date => new Date(Date.now() + 60_000);

/** A sender that gives something and then fails. */
const failing = (content: string, message: string): Readable =>
  Readable.from(
    (async function* () {
      yield Buffer.from(content);
      throw new Error(message);
    })(),
  );

async function keysUnder(files: Files, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const file of files.list(prefix)) keys.push(file.key);
  return keys.sort();
}

const keysOf = (uploads: readonly OpenUpload[]) => uploads.map(({ key: at }) => at);

/**
 * What every file store must do; `open` gives an empty one.
 * @param partSize the smallest that the store takes for parts before the last
 */
export function filesContract(name: string, open: () => Promise<Files>, partSize = 20): void {
  describe(`the file store ${name}`, () => {
    uploadContract(open, partSize);
    lifeOfUploadContract(open, partSize);
    contentContract(open);
    localContract(open);
    keyContract(open);
  });
}

function uploadContract(open: () => Promise<Files>, partSize: number): void {
  const whole = contentOf(partSize);
  describe('parts of an upload', () => {
    let files: Files;
    let upload: Upload;
    beforeEach(async () => {
      files = await open();
      upload = await begin(files, partSize);
    });

    test('in any order become one content, seen only when it is complete', async () => {
      const third = await send(files, { upload, number: 3 });
      const others = [1, 2].map((number) => send(files, { upload, number }));
      const parts = [third, ...(await Promise.all(others))];
      expect(await files.stat(key)).toBeUndefined();
      expect(await files.completeUpload(upload, parts)).toMatchObject({ size: whole.length });
      await expectContent(files, key, whole);
    });

    test('are listed with tags and sizes', async () => {
      const third = await send(files, { upload, number: 3 });
      const first = await send(files, { upload, number: 1 });
      expect(await files.listParts(upload)).toEqual([first, third]);
      expect(third).toMatchObject({ number: 3, size: 3, etag: expect.stringMatching(/^\S+$/) });
    });

    test('go on with nothing but the data of the upload, as after a restart', async () => {
      const copy = JSON.parse(JSON.stringify(upload)) as Upload;
      await files.completeUpload(copy, await sendAll(files, copy));
      await expectContent(files, key, whole);
    });

    test('may come again: the last one counts', async () => {
      const old = await send(files, { upload, number: 2, content: 'x'.repeat(partSize) });
      const parts = await sendAll(files, upload);
      const stale = [...parts.filter(({ number }) => number !== 2), old];
      const refusal = { code: 'incomplete' };
      await expect(files.completeUpload(upload, stale)).rejects.toMatchObject(refusal);
      await files.completeUpload(upload, parts);
      await expectContent(files, key, whole);
    });

    test.each([
      ['too short', 'short'],
      ['too long', 'x'.repeat(partSize + 1)],
      ['empty', ''],
    ])('that are %s are refused and not recorded', async (_, content) => {
      await send(files, { upload, number: 2 });
      const refused = send(files, { upload, number: 1, content });
      await expect(refused).rejects.toMatchObject({ code: 'wrong_length' });
      expect((await files.listParts(upload)).map(({ number }) => number)).toEqual([2]);
    });

    test('that are too long do not spoil the next one', async () => {
      const second = await send(files, { upload, number: 2 });
      const tooLong = send(files, { upload, number: 1, content: 'x'.repeat(whole.length) });
      await expect(tooLong).rejects.toMatchObject({ code: 'wrong_length' });
      const first = await send(files, { upload, number: 1 });
      const third = await send(files, { upload, number: 3 });
      await files.completeUpload(upload, [first, second, third]);
      await expectContent(files, key, whole);
    });

    test('whose sender goes away are not recorded', async () => {
      const body = failing('half', 'connection lost');
      const lost = files.writePart({ upload, number: 1, body });
      await expect(lost).rejects.toThrow('connection lost');
      expect(await files.listParts(upload)).toEqual([]);
    });

    test.each([0, 4, 1.5, -1])('have no number %d', async (number) => {
      const refused = send(files, { upload, number, content: 'x' });
      await expect(refused).rejects.toMatchObject({ code: 'no_such_part' });
    });
  });
}

function lifeOfUploadContract(open: () => Promise<Files>, partSize: number): void {
  const whole = contentOf(partSize);
  describe('an upload', () => {
    let files: Files;
    let upload: Upload;
    beforeEach(async () => {
      files = await open();
      upload = await begin(files, partSize);
    });
    const gone = { code: 'no_such_upload' };

    test('is not complete while a part is missing', async () => {
      const parts = [
        await send(files, { upload, number: 1 }),
        await send(files, { upload, number: 3 }),
      ];
      const refusal = { code: 'incomplete' };
      await expect(files.completeUpload(upload, parts)).rejects.toMatchObject(refusal);
      expect(await files.stat(key)).toBeUndefined();
    });

    test('completed again gives the same, and takes no more parts', async () => {
      const parts = await sendAll(files, upload);
      const first = await files.completeUpload(upload, parts);
      expect(await files.completeUpload(upload, parts)).toEqual(first);
      await files.abortUpload(upload);
      expect(await files.completeUpload(upload, parts)).toEqual(first);
      await expect(send(files, { upload, number: 1 })).rejects.toMatchObject(gone);
      await expectContent(files, key, whole);
    });

    test('aborted is gone; aborting it again does nothing', async () => {
      const part = await send(files, { upload, number: 1 });
      await files.abortUpload(upload);
      await files.abortUpload(upload);
      await expect(files.listParts(upload)).rejects.toMatchObject(gone);
      await expect(send(files, { upload, number: 1 })).rejects.toMatchObject(gone);
      await expect(files.completeUpload(upload, [part])).rejects.toMatchObject(gone);
    });

    test('replaces what was at the key, once it is complete', async () => {
      await files.write(key, Buffer.from('old'));
      const parts = await sendAll(files, upload);
      expect(await contentAt(files, key)).toBe('old');
      await files.completeUpload(upload, parts);
      await expectContent(files, key, whole);
    });

    test('that was abandoned is listed by its age, and swept', async () => {
      const done = await files.createUpload({ key: 'done', size: 1, partSize: 1 });
      const part = await send(files, { upload: done, number: 1, content: 'x' });
      await files.completeUpload(done, [part]);
      expect(await files.listOpenUploads(new Date(0))).toEqual([]);
      expect(keysOf(await files.listOpenUploads(soon()))).toEqual([upload.key]);
      expect(await files.sweep(new Date(0))).toEqual([]);
      expect(keysOf(await files.sweep(soon()))).toEqual([upload.key]);
      expect(await files.listOpenUploads(soon())).toEqual([]);
      await expect(files.listParts(upload)).rejects.toMatchObject(gone);
      expect(await contentAt(files, 'done')).toBe('x');
    });

    test('is aborted as it was listed', async () => {
      const [listed] = await files.listOpenUploads(soon());
      if (listed) await files.abortUpload(listed);
      await expect(files.listParts(upload)).rejects.toMatchObject(gone);
    });

    test('with a forged id or key reaches nothing', async () => {
      for (const id of ['../objects', '', 'a/b', '..', 'x'.repeat(36)]) {
        const forged = { ...upload, id };
        await expect(files.listParts(forged)).rejects.toMatchObject(gone);
        await expect(send(files, { upload: forged, number: 1 })).rejects.toMatchObject(gone);
        await files.abortUpload(forged);
      }
      const parts = await sendAll(files, upload);
      // A store that knows the key by itself may go on with it, and others refuse.
      const elsewhere = { ...upload, key: 'media/elsewhere' };
      await files.completeUpload(elsewhere, parts).catch((error: unknown) => {
        expect(error).toMatchObject(gone);
      });
      expect(await files.stat(elsewhere.key)).toBeUndefined();
      await files.completeUpload(upload, parts);
      await expectContent(files, key, whole);
    });
  });
}

function contentContract(open: () => Promise<Files>): void {
  describe('a content', () => {
    let files: Files;
    beforeEach(async () => {
      files = await open();
    });

    test('is written from bytes or a stream, and replaced as a whole', async () => {
      const first = await files.write(key, Buffer.from('one'));
      const second = await files.write(key, bodyOf('twenty'));
      expect(first.size).toBe(3);
      expect(second).toMatchObject({ size: 6 });
      expect(second.etag).not.toBe(first.etag);
      expect(await files.stat(key)).toEqual(second);
      expect(await contentAt(files, key)).toBe('twenty');
    });

    test('whose stream breaks leaves the old one', async () => {
      await files.write(key, Buffer.from('old'));
      await expect(files.write(key, failing('new', 'broken'))).rejects.toThrow('broken');
      expect(await contentAt(files, key)).toBe('old');
      expect(await keysUnder(files, '')).toEqual([key]);
    });

    test('may be empty', async () => {
      await files.write(key, Buffer.alloc(0));
      expect(await files.read(key)).toMatchObject({ size: 0, offset: 0, length: 0 });
    });

    test.each([
      [{ offset: 4 }, 'quick brown fox jumps over the lazy dog'],
      [{ offset: 4, length: 5 }, 'quick'],
      [{ offset: 40, length: 99 }, 'dog'],
    ])('is read in the range %o', async (range, expected) => {
      await files.write(key, Buffer.from(sentence));
      const opened = await files.read(key, range);
      const { offset } = range;
      expect(opened).toMatchObject({ size: sentence.length, offset, length: expected.length });
      expect(await text(opened.stream)).toBe(expected);
    });

    test.each([{ offset: 43 }, { offset: -1 }, { offset: 0, length: 0 }])(
      'has no range %o',
      async (range) => {
        await files.write(key, Buffer.from(sentence));
        await expect(files.read(key, range)).rejects.toMatchObject({ code: 'invalid_range' });
      },
    );

    test('that is not there is not found', async () => {
      await expect(files.read(key)).rejects.toMatchObject({ code: 'not_found' });
      expect(await files.stat(key)).toBeUndefined();
    });

    test('is deleted; deleting it again does nothing', async () => {
      await files.write(key, Buffer.from('x'));
      await files.delete(key);
      await files.delete(key);
      expect(await files.stat(key)).toBeUndefined();
    });

    test('is listed and deleted by its prefix, which ends at a slash', async () => {
      for (const each of ['a/1', 'a/b/2', 'ab/3']) await files.write(each, Buffer.from(each));
      expect(await keysUnder(files, 'a/')).toEqual(['a/1', 'a/b/2']);
      expect(await keysUnder(files, '')).toEqual(['a/1', 'a/b/2', 'ab/3']);
      expect(await keysUnder(files, 'missing/')).toEqual([]);
      await expect(files.deletePrefix('a')).rejects.toMatchObject({ code: 'invalid_key' });
      await expect(files.deletePrefix('')).rejects.toMatchObject({ code: 'invalid_key' });
      await files.deletePrefix('a/');
      await files.deletePrefix('a/');
      expect(await keysUnder(files, '')).toEqual(['ab/3']);
    });
  });
}

function localContract(open: () => Promise<Files>): void {
  describe('for programs of this machine', () => {
    let files: Files;
    beforeEach(async () => {
      files = await open();
    });

    test('a content is lent as a file', async () => {
      await files.write(key, Buffer.from(sentence));
      expect(await files.withLocalFile(key, (path) => readFile(path, 'utf8'))).toBe(sentence);
    });

    test('a content that is not there is not lent', async () => {
      const lent = files.withLocalFile(key, async () => {});
      await expect(lent).rejects.toMatchObject({ code: 'not_found' });
    });

    test('a file of a scratch folder is taken over; the folder goes', async () => {
      const folder = await files.withScratchFolder(async (scratch) => {
        expect(await readdir(scratch)).toEqual([]);
        await writeFile(join(scratch, 'result'), sentence);
        await writeFile(join(scratch, 'left over'), 'x');
        const stat = await files.takeOver(key, join(scratch, 'result'));
        expect(stat).toMatchObject({ size: sentence.length });
        expect(await readdir(scratch)).toEqual(['left over']);
        return scratch;
      });
      await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
      expect(await contentAt(files, key)).toBe(sentence);
    });

    test('a scratch folder goes also when its use fails', async () => {
      let folder = '';
      const use = files.withScratchFolder(async (scratch) => {
        folder = scratch;
        throw new Error('failed');
      });
      await expect(use).rejects.toThrow('failed');
      await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
}

const badKeys = [
  '',
  '/etc/passwd',
  '../secret',
  'a/../../secret',
  'a/./b',
  'a//b',
  'a/',
  'a\0b',
  'a\\b',
  '.hidden',
  '-rf',
  'a b',
  'ä',
  'a/'.repeat(600),
  'x'.repeat(300),
];

function keyContract(open: () => Promise<Files>): void {
  test.each(badKeys)('refuses the key %j everywhere', async (bad) => {
    const files = await open();
    const attempts = [
      files.createUpload({ key: bad, size: 1, partSize: 1 }),
      files.write(bad, Buffer.from('x')),
      files.read(bad),
      files.stat(bad),
      files.delete(bad),
      files.takeOver(bad, '/nowhere'),
      files.withLocalFile(bad, async () => {}),
      files.deletePrefix(`${bad}/`),
    ];
    for (const attempt of await Promise.allSettled(attempts)) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'invalid_key' } });
    }
  });
}
