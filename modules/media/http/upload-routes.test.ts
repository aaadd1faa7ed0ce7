import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openDiskFiles } from '@edumaster/disk-files';
import { type Files, FilesError, FileStores, type Upload } from '@edumaster/files';
import { type Ctx, id, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { WritePart } from '../use-cases/write-part.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const mebibyte = 1024 ** 2;
const content = randomBytes(8 * mebibyte + 1000);
const partsOfContent = [content.subarray(0, 8 * mebibyte), content.subarray(8 * mebibyte)];

describe('uploads', () => {
  let folder: string;
  let files: Files;
  let app: FastifyInstance;
  let world: ReturnType<typeof mediaWorld>;
  let caller: Ctx;
  let instructor: Ctx;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uploads-'));
    files = await openDiskFiles({ root: folder });
    const { db, outbox, jobs, audit, quotas } = database;
    world = mediaWorld({ db, outbox, jobs, files, audit, quotas });
    app = await serveMedia(world, () => caller);
  });
  beforeEach(() => {
    instructor = database.tenantCtx({ roles: ['instructor'] });
    caller = instructor;
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Created {
    uploadId: string;
    partSize: number;
    parts: { number: number; url: string }[];
    expiresAt: string;
  }

  async function begin(overrides: object = {}) {
    const body = {
      filename: 'lecture.mp4',
      size: content.length,
      contentType: 'video/mp4',
      purpose: 'lecture-video',
      ...overrides,
    };
    return app.inject({ method: 'POST', url: '/api/v1/uploads', payload: body });
  }

  const put = (url: string | undefined, payload: Buffer) =>
    app.inject({
      method: 'PUT',
      url: url ?? '',
      payload,
      headers: { host: 'any.host.test', 'content-type': 'application/octet-stream' },
    });

  const stateOf = async (uploadId: string) =>
    (await app.inject({ url: `/api/v1/uploads/${uploadId}` })).json();

  const complete = (uploadId: string, parts: object[]) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/uploads/${uploadId}/complete`,
      payload: { parts },
    });

  async function uploadAll(): Promise<{
    created: Created;
    tags: { number: number; etag: string }[];
  }> {
    const created = (await begin()).json<Created>();
    const answers = await Promise.all(
      partsOfContent.map((part, index) => put(created.parts[index]?.url, part)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const tags = answers.map(({ headers }, index) => ({
      number: index + 1,
      etag: String(headers['etag']),
    }));
    return { created, tags };
  }

  it('arrive in parts, are resumed with fresh addresses, and become a media once', async () => {
    const answer = await begin({ lectureId: newId() });
    expect(answer.statusCode).toBe(201);
    const created = answer.json<Created>();
    expect(created).toMatchObject({ partSize: 8 * mebibyte });
    expect(created.parts.map(({ number }) => number)).toEqual([1, 2]);
    const second = await put(created.parts[1]?.url, content.subarray(8 * mebibyte));
    expect(second.statusCode).toBe(200);

    const paused = await stateOf(created.uploadId);
    expect(paused).toMatchObject({ status: 'open', received: [{ number: 2 }] });
    expect(paused.missing.map(({ number }: { number: number }) => number)).toEqual([1]);
    const first = await put(paused.missing[0].url, content.subarray(0, 8 * mebibyte));

    const parts = [
      { number: 1, etag: String(first.headers['etag']) },
      { number: 2, etag: paused.received[0].etag },
    ];
    const completions = await Promise.all([
      complete(created.uploadId, parts),
      complete(created.uploadId, parts),
    ]);
    completions.push(await complete(created.uploadId, parts));
    expect(completions.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    const ids = new Set(completions.map((completion) => completion.json().mediaId));
    expect(ids.size).toBe(1);
    const [mediaId] = ids;

    const media = await app.inject({ url: `/api/v1/media/${mediaId}` });
    expect(media.json()).toMatchObject({ status: 'processing', progress: 0, renditions: [] });
    expect(await stateOf(created.uploadId)).toMatchObject({ status: 'completed' });
    const { rows } = await database.owner.query(
      `select 1 from events.log where type = 'media.uploaded' and aggregateid = $1`,
      [mediaId],
    );
    expect(rows).toHaveLength(1);
  });

  it('are incomplete when a part is missing or not the one that arrived, and say which', async () => {
    const created = (await begin()).json<Created>();
    const [first] = partsOfContent;
    const answer = await put(created.parts[0]?.url, first ?? Buffer.alloc(0));
    const tag = { number: 1, etag: String(answer.headers['etag']) };
    const missing = await complete(created.uploadId, [tag]);
    expect(missing.statusCode).toBe(409);
    expect(missing.json()).toMatchObject({
      code: 'upload_incomplete',
      errors: [{ path: 'parts.2', message: 'has not arrived' }],
    });
    const other = await complete(created.uploadId, [{ number: 1, etag: '"made-up"' }]);
    expect(other.json().errors[0]).toEqual({
      path: 'parts.1',
      message: 'arrived with another etag',
    });
    expect(await stateOf(created.uploadId)).toMatchObject({ status: 'open' });
  });

  it('are refused by name, size and unknown fields, naming the field', async () => {
    const refused = async (overrides: object) => {
      const answer = await begin(overrides);
      expect(answer.statusCode).toBe(422);
      return answer.json().errors.map(({ path }: { path: string }) => path);
    };
    expect(await refused({ filename: 'notes.txt' })).toEqual(['filename']);
    expect(await refused({ size: 1024 ** 3 + 1 })).toEqual(['size']);
    expect(await refused({ size: 0 })).toEqual(['size']);
    expect(await refused({ size: 'many' })).toEqual(['size']);
    expect(await refused({ purpose: 'malware' })).toEqual(['purpose']);
    expect(await refused({ ownerId: newId() })).toEqual(['ownerId']);
  });

  it('become a media also when the process died after the parts were put together', async () => {
    const { created, tags } = await uploadAll();
    const { rows } = await database.owner.query<{ stored: Upload }>(
      'select stored_upload as stored from media.uploads where id = $1',
      [created.uploadId],
    );
    const bare = tags.map(({ number, etag }) => ({ number, etag: etag.replaceAll('"', '') }));
    for (const { stored } of rows) await files.completeUpload(stored, bare);
    const state = await stateOf(created.uploadId);
    expect(state).toMatchObject({ status: 'open', missing: [] });
    const completed = await complete(created.uploadId, state.received);
    expect(completed.statusCode).toBe(202);
    const media = await app.inject({ url: `/api/v1/media/${completed.json().mediaId}` });
    expect(media.json()).toMatchObject({ status: 'processing' });
  });

  it('are for those who teach, and nobody sees those of others', async () => {
    const { created, tags } = await uploadAll();
    caller = database.tenantCtx({ roles: ['student'] });
    expect((await begin()).statusCode).toBe(403);
    caller = { ...caller, actor: { kind: 'anonymous' } };
    expect((await begin()).statusCode).toBe(401);
    const strangers = [
      database.tenantCtx({ roles: ['instructor'] }),
      database.tenantCtx({ roles: ['admin'] }),
      { ...database.tenantCtx({ tenant: 'second' }), actor: instructor.actor },
    ];
    for (const stranger of strangers) {
      caller = stranger;
      expect((await app.inject({ url: `/api/v1/uploads/${created.uploadId}` })).statusCode).toBe(
        404,
      );
      expect((await complete(created.uploadId, tags)).statusCode).toBe(404);
      const url = `/api/v1/uploads/${created.uploadId}`;
      expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(404);
    }
    const rows = await database.db.inTx(database.tenantCtx({ tenant: 'second' }), (tx) =>
      tx.rows({ text: 'select 1 from media.uploads' }),
    );
    expect(rows).toEqual([]);
  });

  it('take a part at its own address only, whole, and while it holds', async () => {
    const created = (await begin()).json<Created>();
    const [part = Buffer.alloc(0), last = Buffer.alloc(0)] = partsOfContent;
    const url = created.parts[0]?.url ?? '';
    const otherPart = url.replace(/\d+$/, '2');
    expect((await put(otherPart, last)).statusCode).toBe(403);
    const [, , token = '', ...rest] = url.split('/');
    const [mac, expiry] = token.split('.');
    const later = ['', 'u', `${mac}.${Number(expiry) + 9}`, ...rest].join('/');
    expect((await put(later, part)).statusCode).toBe(403);
    const { tenantId } = instructor;
    const place = { tenantId, uploadId: created.uploadId, number: 1 };
    const expired = await put(world.addresses.part(place, new Date(Date.now() - 2_000)), part);
    expect(expired.statusCode).toBe(403);
    expect(expired.headers['content-type']).toMatch(/^application\/problem\+json/);
    const short = await put(url, part.subarray(1));
    expect(short.statusCode).toBe(422);
    expect(short.json().code).toBe('part_length_wrong');
    expect(await stateOf(created.uploadId)).toMatchObject({ received: [] });
    expect((await put(url, part)).statusCode).toBe(200);
  });

  it('are forgotten when they are given up, by a person or by time', async () => {
    const { created } = await uploadAll();
    const url = `/api/v1/uploads/${created.uploadId}`;
    expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(204);
    expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(204);
    expect(await stateOf(created.uploadId)).toMatchObject({ status: 'aborted' });
    const [part = Buffer.alloc(0)] = partsOfContent;
    expect((await put(created.parts[0]?.url, part)).statusCode).toBe(409);
    expect((await complete(created.uploadId, [])).statusCode).toBe(409);

    const abandoned = (await begin()).json<Created>();
    const kept = (await begin()).json<Created>();
    await database.owner.query(
      `update media.uploads set expires_at = now() - interval '1 s' where id = $1`,
      [abandoned.uploadId],
    );
    await world.sweep.run(new AbortController().signal, 'platform');
    expect(await stateOf(abandoned.uploadId)).toMatchObject({ status: 'aborted' });
    expect(await stateOf(kept.uploadId)).toMatchObject({ status: 'open' });
  });

  it('that break off in the middle of a part are no failure of ours', async () => {
    const created = (await begin()).json<Created>();
    const [, , token = '', tenantId = '', uploadId = ''] = created.parts[0]?.url.split('/') ?? [];
    const cut = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    const body = Readable.from(
      (async function* () {
        yield Buffer.alloc(1000);
        throw cut;
      })(),
    );
    const place = { tenantId: id<'tenant'>(tenantId), uploadId, number: 1 };
    const sent = { place, token, contentLength: undefined, body, now: new Date() };
    const writePart = new WritePart(
      database.db,
      new FileStores({ ingest: files, delivery: files }),
      world.privateFiles,
      world.addresses,
    );
    await expect(writePart.run(sent)).rejects.toMatchObject({ code: 'bad_request' });
    expect((await stateOf(created.uploadId)).received).toEqual([]);
  });

  it('say when to come again while there is no room for them', async () => {
    const full = new FilesError('no_space', 'no room');
    const created = (await begin()).json<Created>();
    vi.spyOn(files, 'createUpload').mockRejectedValueOnce(full);
    vi.spyOn(files, 'writePart').mockRejectedValueOnce(full);
    const [first = Buffer.alloc(0)] = partsOfContent;
    for (const answer of [await begin(), await put(created.parts[0]?.url, first)]) {
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('600');
      expect(answer.json().detail).toContain('no room');
    }
    vi.restoreAllMocks();
    expect((await put(created.parts[0]?.url, first)).statusCode).toBe(200);
  });

  it('of images are judged by what they are', async () => {
    const create = { width: 800, height: 450, channels: 3, background: '#3366aa' } as const;
    const png = await sharp({ create }).png().toBuffer();
    const mediaOf = async (filename: string, bytes: Buffer) => {
      const answer = await begin({ filename, size: bytes.length, purpose: 'thumbnail' });
      const created = answer.json<Created>();
      const part = await put(created.parts[0]?.url, bytes);
      const tag = { number: 1, etag: String(part.headers['etag']) };
      return (await complete(created.uploadId, [tag])).json().mediaId as string;
    };
    const image = await mediaOf('card.png', png);
    const stateOfImage = async () =>
      (await app.inject({ url: `/api/v1/media/${image}` })).json().status;
    expect(await stateOfImage()).toBe('processing');
    expect((await app.inject({ url: `/images/${image}` })).statusCode).toBe(404);
    await world.judge.run(caller, { mediaId: image });
    expect(await stateOfImage()).toBe('ready');
    const served = await app.inject({ url: `/images/${image}` });
    expect(served.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
    });
    for (const format of ['avif', 'webp']) {
      const sized = await app.inject({ url: `/images/${image}/640.${format}` });
      expect(sized.statusCode).toBe(200);
      expect(sized.headers).toMatchObject({
        'content-type': `image/${format}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    for (const file of ['641.webp', '640.png', '640.svg', '..%2f640.webp']) {
      expect((await app.inject({ url: `/images/${image}/${file}` })).statusCode).toBe(404);
    }
    expect(await files.stat(`media/${image}/source`)).toBeUndefined();
    // From before there were sizes.
    const old = newId();
    await files.write(`images/${old}`, png);
    const sent = await app.inject({ url: `/images/${old}/640.avif` });
    expect([sent.statusCode, sent.headers.location]).toEqual([302, `/images/${old}`]);
    const page = await mediaOf('page.png', Buffer.from('<html><script>alert(1)</script></html>'));
    const judged = (await app.inject({ url: `/api/v1/media/${page}` })).json();
    expect(judged).toMatchObject({ status: 'failed', error: { code: 'not_an_image' } });
    expect((await app.inject({ url: `/images/${page}` })).statusCode).toBe(404);
    expect((await app.inject({ url: `/images/${newId()}` })).statusCode).toBe(404);
  });
});
