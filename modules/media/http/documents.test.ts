import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventOf } from '@edumaster/events';
import { openDiskFiles } from '@edumaster/disk-files';
import type { Ctx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { pdfOf } from '../testing/strange-files.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

/** As identity publishes it; the part of it that media reads. */
const filesDiscarded = {
  type: 'user.files_discarded',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: z.string(), mediaIds: z.array(z.string()) }),
  key: ({ userId }: { userId: string }) => userId,
} as const;

/** Longer than a part, so that it comes in two. */
const secret = randomBytes(24).toString('hex');
const passport = pdfOf('', Buffer.from(`% ${secret}\n`.repeat(180_000)));

let folder: string;
let app: FastifyInstance;
let world: ReturnType<typeof mediaWorld>;
let caller: Ctx;
let learner: Ctx;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  const files = await openDiskFiles({ root: folder });
  const { db, outbox, jobs, audit, quotas } = database;
  world = mediaWorld({ db, outbox, jobs, files, audit, quotas });
  app = await serveMedia(world, () => caller);
});
beforeEach(() => {
  learner = database.tenantCtx({ roles: ['student'] });
  caller = learner;
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const userOf = ({ actor }: Ctx): string => (actor.kind === 'user' ? actor.userId : '');

async function upload(content: Buffer, wanted: object): Promise<string> {
  const body = { size: content.length, contentType: '', ...wanted };
  const begun = await app.inject({ method: 'POST', url: '/api/v1/uploads', payload: body });
  expect(begun.statusCode).toBe(201);
  const { uploadId, partSize, parts } = begun.json();
  const tags = [];
  for (const { number, url } of parts) {
    const payload = content.subarray((number - 1) * partSize, number * partSize);
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await app.inject({ method: 'PUT', url, payload, headers });
    expect(sent.statusCode).toBe(200);
    tags.push({ number, etag: sent.headers.etag });
    expect(await onDisk(secret)).toBe(false);
  }
  const url = `/api/v1/uploads/${uploadId}/complete`;
  const completed = await app.inject({ method: 'POST', url, payload: { parts: tags } });
  expect(completed.statusCode).toBe(202);
  return completed.json().mediaId;
}

const uploadPassport = () =>
  upload(passport, { filename: 'p.pdf', purpose: 'kyc-document', documentKind: 'identity-front' });

/** Whether any file of the store holds this text. */
async function onDisk(text: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map((file) => readFile(join(file.parentPath, file.name)));
  return (await Promise.all(contents)).some((content) => content.includes(text));
}

const read = (userId: string, mediaId: string) =>
  app.inject({ url: `/api/v1/instructors/${userId}/documents/${mediaId}` });

const stateOf = async (mediaId: string) =>
  app.inject({ url: `/api/v1/media/${mediaId}` }).then((answer) => answer.json());

async function eventsOf(type: string, userId: string) {
  const { rows } = await database.owner.query(
    `select payload from events.log where type = $1 and payload::text like '%' || $2 || '%'`,
    [type, userId],
  );
  return rows;
}

describe('a paper of an applicant', () => {
  it('is encrypted on the disk from its first part to its end, and whole for a reviewer', async () => {
    const mediaId = await uploadPassport();
    expect(await stateOf(mediaId)).toMatchObject({ status: 'processing', filename: 'p.pdf' });
    expect(await onDisk(secret)).toBe(false);
    await database.work([world.judge]);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
    expect(await onDisk(secret)).toBe(false);
    expect(await readdir(join(folder, 'objects', 'private', mediaId))).toEqual(['document']);
    caller = database.tenantCtx({ roles: ['moderator'] });
    const answer = await read(userOf(learner), mediaId);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(passport)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="identity-front\.pdf"/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': String(passport.length),
    });
    expect(await onDisk(secret)).toBe(false);
    expect(await eventsOf('file.stored', userOf(learner))).toHaveLength(1);
  });

  it('leaves a trace each time that somebody looks at it', async () => {
    const mediaId = await uploadPassport();
    await database.work([world.judge]);
    caller = database.tenantCtx({ roles: ['admin'] });
    await read(userOf(learner), mediaId);
    await read(userOf(learner), mediaId);
    const entries = await database.db.inTx(caller, (tx) =>
      database.audit.list(tx, { limit: 10, userId: userOf(learner) }),
    );
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      action: 'document.viewed',
      actor: { userId: userOf(caller) },
      subject: { kind: 'user', id: userOf(learner) },
      details: { mediaId, documentKind: 'identity-front' },
    });
  });

  it('is for moderators and admins of the tenant, and nobody else', async () => {
    const mediaId = await uploadPassport();
    await database.work([world.judge]);
    const reading = async (ctx: Ctx) => {
      caller = ctx;
      return (await read(userOf(learner), mediaId)).statusCode;
    };
    expect(await reading(learner)).toBe(403);
    for (const role of ['student', 'instructor', 'owner', 'staff', 'member']) {
      expect(await reading(database.tenantCtx({ roles: [role] }))).toBe(403);
    }
    const elsewhere = { tenant: 'second', roles: ['moderator', 'admin'] } as const;
    expect(await reading(database.tenantCtx(elsewhere))).toBe(404);
    caller = database.tenantCtx({ roles: ['moderator'] });
    expect((await read(userOf(caller), mediaId)).statusCode).toBe(404);
  });

  it('shows its name and state to its owner and to reviewers only', async () => {
    const mediaId = await uploadPassport();
    const state = async (ctx: Ctx) => {
      caller = ctx;
      return (await app.inject({ url: `/api/v1/media/${mediaId}` })).statusCode;
    };
    expect(await state(learner)).toBe(200);
    for (const role of ['moderator', 'admin']) {
      expect(await state(database.tenantCtx({ roles: [role] }))).toBe(200);
    }
    for (const role of ['student', 'instructor', 'owner', 'staff', 'member']) {
      expect(await state(database.tenantCtx({ roles: [role] }))).toBe(404);
    }
    caller = database.tenantCtx({ tenant: 'second', roles: ['moderator'] });
    expect((await app.inject({ url: `/api/v1/media/${mediaId}` })).statusCode).toBe(404);
    await database.work([world.judge]);
  });

  it('that is no paper ends failed with a reason, and is gone from the disk', async () => {
    const content = Buffer.from(`<html><script>${secret}</script></html>`);
    const mediaId = await upload(content, { filename: 'p.pdf', purpose: 'kyc-document' });
    await database.work([world.judge]);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      error: { code: 'not_a_document', message: expect.stringContaining('PDF') },
    });
    expect(await eventsOf('file.stored', userOf(learner))).toEqual([]);
    await expect(readdir(join(folder, 'objects', 'private', mediaId))).resolves.toEqual([]);
    caller = database.tenantCtx({ roles: ['moderator'] });
    expect((await read(userOf(learner), mediaId)).statusCode).toBe(404);
  });

  it('is deleted with its row when identity no longer needs it; of others nothing is', async () => {
    const [mine, kept] = [await uploadPassport(), await uploadPassport()];
    await database.work([world.judge]);
    const discard = (userId: string, mediaIds: string[]) =>
      database.db.inTx(learner, (tx) =>
        database.outbox.emit(tx, eventOf(filesDiscarded, { userId, mediaIds })),
      );
    await discard(userOf(learner), [mine]);
    await discard(userOf(database.tenantCtx()), [kept]);
    await database.deliver([world.forget]);
    expect((await app.inject({ url: `/api/v1/media/${mine}` })).statusCode).toBe(404);
    expect(await stateOf(kept)).toMatchObject({ status: 'ready' });
    expect(await readdir(join(folder, 'objects', 'private', mine))).toEqual([]);
    expect(await readdir(join(folder, 'objects', 'private', kept))).toEqual(['document']);
  });

  it('cannot be altered on the disk without being noticed', async () => {
    const mediaId = await uploadPassport();
    await database.work([world.judge]);
    const { writeFile } = await import('node:fs/promises');
    const path = join(folder, 'objects', 'private', mediaId, 'document');
    const bytes = await readFile(path);
    bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    caller = database.tenantCtx({ roles: ['moderator'] });
    const answer = await read(userOf(learner), mediaId).catch(() => undefined);
    expect(answer?.rawPayload.equals(passport) ?? false).toBe(false);
  });

  it.each([
    [{ filename: 'p.exe', purpose: 'kyc-document' }, 'filename'],
    [{ filename: 'p.heic', purpose: 'kyc-document' }, 'filename'],
    [{ filename: 'p.pdf', purpose: 'kyc-document', size: 20 * 1024 ** 2 + 1 }, 'size'],
    [{ filename: 'p.png', purpose: 'avatar', documentKind: 'selfie' }, 'documentKind'],
    [{ filename: 'p.pdf', purpose: 'kyc-document', documentKind: 'cv' }, 'documentKind'],
  ])('is refused early as %j', async (wanted, path) => {
    const payload = { size: 10, contentType: '', ...wanted };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/uploads', payload });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([expect.objectContaining({ path })]);
  });

  it('may be uploaded by anybody who is signed in, a video may not', async () => {
    const wanted = { filename: 'v.mp4', size: 10, contentType: '', purpose: 'lecture-video' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/uploads', payload: wanted });
    expect(answer.statusCode).toBe(403);
  });
});

describe('a profile picture', () => {
  const picture = () =>
    sharp({ create: { width: 700, height: 500, channels: 3, background: '#883311' } })
      .jpeg()
      .toBuffer();

  it('is public in its sizes for good, and its original is gone', async () => {
    const mediaId = await upload(await picture(), { filename: 'me.jpg', purpose: 'avatar' });
    await database.work([world.judge]);
    const [event] = await eventsOf('file.stored', userOf(learner));
    expect(JSON.stringify(event)).toContain(`/images/avatars/${mediaId}/128.webp`);
    for (const size of [64, 128, 512]) {
      const answer = await app.inject({ url: `/images/avatars/${mediaId}/${size}.webp` });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect((await sharp(answer.rawPayload).metadata()).width).toBe(size);
    }
    expect(await readdir(join(folder, 'objects', 'private', mediaId))).toEqual([]);
    for (const url of [
      `/images/avatars/${mediaId}/65.webp`,
      `/images/avatars/x/64.webp`,
      `/images/${mediaId}`,
    ]) {
      expect((await app.inject({ url })).statusCode).toBe(404);
    }
    caller = database.tenantCtx({ roles: ['moderator'] });
    expect((await read(userOf(learner), mediaId)).statusCode).toBe(404);
  });
});
