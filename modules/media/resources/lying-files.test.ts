import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { defineEvent, eventOf } from '@edumaster/events';
import type { Files } from '@edumaster/files';
import { type Ctx, id } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { eicar } from '@edumaster/virus-scan';
import { FakeVirusScanner } from '@edumaster/virus-scan/fake';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mediaModule } from '../module.ts';
import type { MediaPurpose } from '../index.ts';
import { bookWith, type LyingFile, lyingFiles, wordWith, zipWith } from '../testing/lying-files.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { pdfOf } from '../testing/strange-files.ts';
import { inspectResource } from './inspect-resource.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

/** As the catalog tells it. */
const resourceDiscarded = defineEvent({
  type: 'resource.discarded',
  version: 1,
  topic: 'course-events',
  data: z.object({ mediaId: z.string() }),
  key: ({ mediaId }) => mediaId,
});

let folder: string;
let files: Files;
let world: ReturnType<typeof mediaWorld>;
let app: FastifyInstance;
let ctx: Ctx;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resources-'));
  files = await openDiskFiles({ root: join(folder, 'files') });
  const { db, outbox, jobs, audit, quotas } = database;
  const scanner = new FakeVirusScanner({ maxBytes: 500_000_000 });
  world = mediaWorld({ db, outbox, jobs, files, audit, quotas, scanner });
  ctx = database.tenantCtx({ roles: ['instructor'] });
  app = await serveMedia(world, () => ctx);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function judged({ filename, bytes }: LyingFile, purpose: MediaPurpose = 'resource') {
  const path = join(folder, 'arrived');
  await writeFile(path, bytes);
  const ownerId = id<'user'>(ctx.actor.kind === 'user' ? ctx.actor.userId : '');
  const mediaId = await world.facade.ingest(ctx, { ownerId, path, filename, purpose });
  await world.judge.run(ctx, { mediaId });
  const { status, error } = (await app.inject({ url: `/api/v1/media/${mediaId}` })).json();
  return { mediaId, status, code: error?.code as string | undefined };
}

async function stored(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of files.list(prefix)) keys.push(key);
  return keys;
}

const create = { width: 30, height: 20, channels: 3, background: '#3366aa' } as const;
const words = (text: string) => Buffer.from(text);
const wave = Buffer.concat([
  words('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0'),
  Buffer.alloc(100),
]);

describe('an honest file', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['notes.pdf', () => pdfOf(''), 'application/pdf'],
    ['photo.JPG', () => sharp({ create }).jpeg().toBuffer(), 'image/jpeg'],
    ['photo.webp', () => sharp({ create }).webp().toBuffer(), 'image/webp'],
    ['photo.png', () => sharp({ create }).png().toBuffer(), 'image/png'],
    ['code.zip', () => zipWith([{ name: 'a.html', content: words('<p>') }]), 'application/zip'],
    ['essay.docx', () => wordWith(), 'application/vnd.openxml'],
    ['book.epub', () => bookWith('application/epub+zip'), 'application/epub+zip'],
    ['sound.wav', () => wave, 'audio/wav'],
    ['readme.md', () => words('# Hello\n\n<details>more</details>\n'), 'text/plain'],
    ['täble (1).csv', () => words('a;b\n1;ü\n'), 'text/plain'],
    ['main.py', () => words('#!/usr/bin/env python3\nprint("hello")\n'), 'text/plain'],
  ])(
    '%s is downloaded as it came, and only ever as an attachment',
    async (filename, make, type) => {
      const bytes = await make();
      const { mediaId, status, code } = await judged({ filename, bytes });
      expect([status, code]).toEqual(['ready', undefined]);
      expect(await stored(`media/${mediaId}/`)).toEqual([]);
      const { url } = world.facade.downloadUrl(ctx, { mediaId, filename });
      const answer = await app.inject({ url });
      expect(answer.statusCode).toBe(200);
      expect(answer.rawPayload.equals(bytes)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': expect.stringContaining(type),
        'content-disposition': expect.stringMatching(/^attachment; /),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
      const part = await app.inject({ url, headers: { range: 'bytes=1-3' } });
      expect([part.statusCode, part.rawPayload.length]).toEqual([206, 3]);
    },
  );

  it('is given at no address but the one that was signed', async () => {
    const file = { filename: 'notes.pdf', bytes: pdfOf('') };
    const { mediaId } = await judged(file);
    const { url } = world.facade.downloadUrl(ctx, { mediaId, filename: 'notes.pdf' });
    const other = (await judged(file)).mediaId;
    const past = { ...ctx, now: new Date(ctx.now.getTime() - 11 * 60_000) };
    const old = world.facade.downloadUrl(past, { mediaId, filename: 'notes.pdf' }).url;
    const wrong = [
      url.replace('notes.pdf', 'notes.html'),
      url.replace('notes.pdf', 'notes.txt'),
      url.replace(mediaId, other),
      url.replace(/\/r\/./, '/r/_'),
      old,
    ];
    for (const address of wrong) {
      expect((await app.inject({ url: address })).statusCode).toBe(403);
    }
  });

  it('is deleted with its row when no course shows it any more; other media are not', async () => {
    const file = { filename: 'notes.pdf', bytes: pdfOf('') };
    const [discarded, kept] = [await judged(file), await judged(file)];
    const png = await sharp({ create }).png().toBuffer();
    const thumbnail = await judged({ filename: 'a.png', bytes: png }, 'thumbnail');
    await database.db.inTx(ctx, async (tx) => {
      for (const { mediaId } of [discarded, thumbnail]) {
        await database.outbox.emit(tx, eventOf(resourceDiscarded, { mediaId }));
      }
    });
    await database.deliver([world.forgetResources]);
    expect(await stored(`resources/${discarded.mediaId}/`)).toEqual([]);
    expect(await stored(`resources/${kept.mediaId}/`)).toHaveLength(1);
    const answer = await app.inject({ url: `/api/v1/media/${discarded.mediaId}` });
    expect(answer.statusCode).toBe(404);
    expect((await app.inject({ url: `/images/${thumbnail.mediaId}` })).statusCode).toBe(200);
  });
});

describe('a file that lies', () => {
  it('is not published, whatever it is and whatever it is called', async () => {
    const before = await stored('resources/');
    const lying = await lyingFiles();
    expect(lying.length).toBeGreaterThan(300);
    for (const file of lying) {
      const { mediaId, status, code } = await judged(file);
      expect([file.filename, status]).toEqual([file.filename, 'failed']);
      expect(code).toMatch(/^[a-z_]+$/);
      const { filename } = file;
      const answer = await app.inject({
        url: world.facade.downloadUrl(ctx, { mediaId, filename }).url,
      });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
    expect(await stored('resources/')).toEqual(before);
  }, 120_000);

  it('says what is wrong with it', async () => {
    const found = new Map<string, string | undefined>();
    for (const file of await lyingFiles()) {
      if (/^(bomb|modest|locked|macro|cut)\./.test(file.filename)) {
        found.set(file.filename, (await judged(file)).code);
      }
    }
    expect(Object.fromEntries(found)).toEqual({
      'bomb.zip': 'archive_bomb',
      'modest.zip': 'archive_bomb',
      'bomb.docx': 'archive_bomb',
      'locked.zip': 'archive_encrypted',
      'macro.docx': 'document_active',
      'cut.zip': 'archive_broken',
    });
  });

  it('is no thumbnail either: nothing but what we draw is served', async () => {
    for (const file of await lyingFiles()) {
      if (!/\.(png|jpe?g|webp)$/.test(file.filename)) continue;
      const { mediaId } = await judged(file, 'thumbnail');
      const served = await app.inject({ url: `/images/${mediaId}` });
      if (served.statusCode === 404) continue;
      expect(served.headers['content-type']).toBe('image/jpeg');
      for (const trace of ['script', 'PK\x05\x06', '%PDF']) {
        expect(served.rawPayload.includes(trace)).toBe(false);
      }
    }
  });
});

describe('a file with a virus', () => {
  it.each([
    ['readme.txt', words(eicar)],
    ['notes.md', words(`# Notes\n\n${eicar}\n`)],
    ['a.pdf', pdfOf('', words(`% ${eicar}\n`))],
    ['a.zip', zipWith([{ name: 'a.txt', content: words(eicar), isStored: true }])],
  ])('%s is not published', async (filename, bytes) => {
    const { mediaId, status, code } = await judged({ filename, bytes });
    expect([status, code]).toEqual(['failed', 'file_infected']);
    expect(await stored(`resources/${mediaId}/`)).toEqual([]);
    expect(await stored(`media/${mediaId}/`)).toEqual([]);
  });
});

it('a file that was damaged anywhere is taken or refused, and never breaks us', async () => {
  const originals = [
    ['a.zip', wordWith()],
    ['a.docx', wordWith()],
    ['a.epub', bookWith('application/epub+zip')],
    ['a.pdf', pdfOf('')],
    ['a.wav', wave],
    ['a.jpg', await sharp({ create }).jpeg().toBuffer()],
  ] as const;
  const path = join(folder, 'damaged');
  const damage = fc.record({
    original: fc.constantFrom(...originals),
    at: fc.nat(),
    noise: fc.uint8Array({ minLength: 1, maxLength: 32 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ original: [filename, content], at, noise }) => {
      const bytes = Buffer.from(content);
      Buffer.from(noise).copy(bytes, at % bytes.length);
      await writeFile(path, bytes);
      const outcome = await inspectResource({ path, filename, size: bytes.length }).catch(
        (error: unknown) => error,
      );
      if (outcome !== undefined) expect(outcome).toMatchObject({ name: 'FileRefused' });
    }),
    { numRuns: 1_000 },
  );
});
