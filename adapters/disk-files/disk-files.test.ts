import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Files, hasRoomFor, type Upload } from '@edumaster/files';
import { filesContract } from '@edumaster/files/contract-suite';
import { packageRoot } from '@edumaster/kernel';
import { openDiskFiles } from './index.ts';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edumaster-disk-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

const freshRoot = (): string => join(folder, String((count += 1)));

filesContract('on disk', () => openDiskFiles({ root: freshRoot() }));

const key = 'media/source';
const whole = 'abcdefghij';
const request = { key, size: 10, partSize: 4 };
const partOf = (number: number): string => whole.slice((number - 1) * 4, number * 4);
const send = (files: Files, upload: Upload, number: number) =>
  files.writePart({ upload, number, body: Readable.from([Buffer.from(partOf(number))]) });

/** Runs the steps of an upload in a process that kills itself before its nth call of the disk. */
const crashing = `
  import fs, { promises } from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  import { Readable } from 'node:stream';
  let left = Number(process.env.STEP);
  const counted = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...args) {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return original.apply(this, args);
    };
  };
  const handle = await promises.open('/dev/null');
  for (const name of ['write', 'writeFile', 'truncate', 'sync', 'datasync', 'close']) {
    counted(Object.getPrototypeOf(handle), name);
  }
  for (const name of ['open', 'mkdir', 'rename', 'rm', 'readdir', 'readFile', 'stat', 'access']) {
    counted(promises, name);
  }
  syncBuiltinESMExports();
  const { openDiskFiles } = await import('@edumaster/disk-files');
  const files = await openDiskFiles({ root: process.env.ROOT });
  const upload = await files.createUpload(${JSON.stringify(request)});
  fs.writeSync(1, JSON.stringify({ upload }) + '\\n');
  const parts = [];
  for (const number of [3, 1, 2]) {
    const body = Readable.from([Buffer.from('${whole}'.slice((number - 1) * 4, number * 4))]);
    parts.push(await files.writePart({ upload, number, body }));
    fs.writeSync(1, JSON.stringify({ part: parts.at(-1) }) + '\\n');
  }
  const content = await files.completeUpload(upload, parts);
  fs.writeSync(1, JSON.stringify({ content }) + '\\n');
  await files.write('small', Buffer.from('new'));
  fs.writeSync(1, JSON.stringify({ done: true }) + '\\n');
`;

interface Acknowledged {
  upload?: Upload;
  part?: { number: number; etag: string };
  content?: { etag: string };
  done?: boolean;
}

async function crashAt(step: number, root: string): Promise<Acknowledged[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=@edumaster/source', '--no-warnings', '--input-type=module', '-e', crashing],
    {
      cwd: packageRoot(import.meta.url),
      env: { STEP: String(step), ROOT: root },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Acknowledged);
}

/** After a crash: what was acknowledged is there, and the rest can be done again. */
async function expectRecovery(root: string, acknowledged: Acknowledged[]): Promise<void> {
  const files = await openDiskFiles({ root });
  const upload = acknowledged.find((line) => line.upload)?.upload;
  const content = acknowledged.find((line) => line.content)?.content;
  const small = await files.stat('small');
  if (small) expect(await text((await files.read('small')).stream)).toBe('new');
  if (!upload) return;
  if (await files.stat(key)) expect(await text((await files.read(key)).stream)).toBe(whole);
  const known = acknowledged.flatMap((line) => (line.part ? [line.part] : []));
  const isOpen = (await files.listOpenUploads(new Date(Date.now() + 1000))).length === 1;
  if (isOpen) {
    const listed = await files.listParts(upload);
    expect(listed).toEqual(
      expect.arrayContaining(known.map((part) => expect.objectContaining(part))),
    );
    for (const number of [1, 2, 3]) {
      if (!listed.some((part) => part.number === number)) await send(files, upload, number);
    }
  } else {
    expect(known).toHaveLength(3);
  }
  const parts = isOpen ? await files.listParts(upload) : known;
  const completed = await files.completeUpload(upload, parts);
  if (content) expect(completed.etag).toBe(content.etag);
  expect(await files.completeUpload(upload, parts)).toEqual(completed);
  expect(await text((await files.read(key)).stream)).toBe(whole);
}

describe('kill -9', () => {
  test(
    'before any call of the disk loses nothing that was acknowledged',
    { timeout: 300_000 },
    async () => {
      const seen = new Set<number>();
      let isDone = false;
      for (let step = 1; !isDone; step += 1) {
        const root = freshRoot();
        const acknowledged = await crashAt(step, root);
        isDone = acknowledged.some((line) => line.done);
        seen.add(acknowledged.length);
        await expectRecovery(root, acknowledged);
      }
      // It was killed in each stage: before the upload, after it and each part, and after completion.
      expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    },
  );

  test('leaves scratch files that are swept', async () => {
    const root = freshRoot();
    const files = await openDiskFiles({ root });
    await mkdir(join(root, 'scratch', 'left'));
    await writeFile(join(root, 'scratch', 'left', 'file'), 'x');
    await mkdir(join(root, 'uploads', '0198c0de-0000-7000-8000-000000000000'));
    await files.sweep(new Date(Date.now() + 1000));
    expect(await readdir(join(root, 'scratch'))).toEqual([]);
    expect(await readdir(join(root, 'uploads'))).toEqual([]);
  });
});

describe('on disk', () => {
  test('completing ends a writer that is still at work, and its bytes stay out', async () => {
    const files = await openDiskFiles({ root: freshRoot() });
    const upload = await files.createUpload(request);
    const slow = new PassThrough();
    const late = files.writePart({ upload, number: 1, body: slow });
    const refused = expect(late).rejects.toMatchObject({ code: 'no_such_upload' });
    slow.write('XX');
    await expect.poll(() => slow.readableLength).toBe(0);
    await expect(files.completeUpload(upload, [])).rejects.toMatchObject({ code: 'incomplete' });
    await refused;
    const parts = [
      await send(files, upload, 1),
      await send(files, upload, 2),
      await send(files, upload, 3),
    ];
    await files.completeUpload(upload, parts);
    expect(slow.destroyed).toBe(true);
    expect(await text((await files.read(key)).stream)).toBe(whole);
  });

  test('an upload of a gigabyte takes no room before its parts come', async () => {
    const root = freshRoot();
    const files = await openDiskFiles({ root });
    const upload = await files.createUpload({ key, size: 1024 ** 3, partSize: 8 * 1024 ** 2 });
    const data = await stat(join(root, 'uploads', upload.id, 'data'));
    expect(data.size).toBe(1024 ** 3);
    expect(data.blocks * 512).toBeLessThan(1024 ** 2);
  });

  test('a key above or below another one is refused', async () => {
    const files = await openDiskFiles({ root: freshRoot() });
    await files.write('a/b', Buffer.from('x'));
    await expect(files.write('a', Buffer.from('y'))).rejects.toMatchObject({ code: 'invalid_key' });
    await expect(files.write('a/b/c', Buffer.from('y'))).rejects.toMatchObject({
      code: 'invalid_key',
    });
    await expect(files.read('a')).rejects.toMatchObject({ code: 'not_found' });
    expect(await files.stat('a/b/c')).toBeUndefined();
  });

  test('a reader keeps the old content while it is replaced', async () => {
    const files = await openDiskFiles({ root: freshRoot() });
    await files.write(key, Buffer.from('old content'));
    const { stream } = await files.read(key);
    await files.write(key, Buffer.from('new content'));
    expect(await text(stream)).toBe('old content');
  });

  test('a stream that is destroyed closes its file', async () => {
    const files = await openDiskFiles({ root: freshRoot() });
    await files.write(key, Buffer.alloc(4_000_000));
    const descriptors = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
    const before = await descriptors();
    for (let round = 0; round < 20; round += 1) {
      const { stream } = await files.read(key);
      stream.destroy();
      await once(stream, 'close');
    }
    await expect.poll(descriptors).toBeLessThanOrEqual(before);
  });

  test('a failing disk is reported and leaves nothing behind', async () => {
    const root = freshRoot();
    const files = await openDiskFiles({ root });
    const full = await open('/dev/full', 'r+');
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('x');
        await full.write('x');
      })(),
    );
    await expect(files.write(key, body)).rejects.toMatchObject({ code: 'ENOSPC' });
    await full.close();
    expect(await readdir(join(root, 'scratch'))).toEqual([]);
  });

  test('an upload that does not fit is refused before it begins', async () => {
    const root = freshRoot();
    const files = await openDiskFiles({ root });
    const size = Number.MAX_SAFE_INTEGER - 1;
    const begun = files.createUpload({ key, size, partSize: 2 ** 40 });
    await expect(begun).rejects.toMatchObject({ code: 'no_space' });
    expect(await readdir(join(root, 'uploads'))).toEqual([]);
  });

  test('something stays free for the database: a gibibyte, or a twentieth of a small disk', () => {
    const gibibyte = 1024 ** 3;
    const disk = (blocks: number, bavail: number) => ({ bsize: 1, blocks, bavail });
    expect(hasRoomFor(gibibyte, disk(100 * gibibyte, 2 * gibibyte))).toBe(true);
    expect(hasRoomFor(gibibyte + 1, disk(100 * gibibyte, 2 * gibibyte))).toBe(false);
    expect([95, 96].map((bytes) => hasRoomFor(bytes, disk(100, 100)))).toEqual([true, false]);
  });

  test('other users of the machine cannot look into it', async () => {
    const root = freshRoot();
    await openDiskFiles({ root });
    expect((await stat(root)).mode & 0o077).toBe(0);
  });
});
