import { Readable } from 'node:stream';
import { type Files, type Upload, type WantedAddresses } from '@edumaster/files';
import { fakeFiles } from '@edumaster/files/fake';
import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

interface Created {
  readonly uploadId: string;
  readonly parts: readonly { readonly number: number; readonly url: string }[];
  readonly expiresAt: string;
}

const store = 'https://store.test';

/** In memory, with addresses of its own, as a bucket has them; they end in an hour. */
function bucket(): Files {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const addressParts = async ({ upload, numbers }: WantedAddresses) => ({
    parts: numbers.map((number) => ({ number, url: `${store}/${upload.id}/${number}` })),
    expiresAt,
  });
  return Object.assign(fakeFiles(), { addressParts });
}

describe('with stores that are buckets', () => {
  let ingest: Files;
  let delivery: Files;
  let world: ReturnType<typeof mediaWorld>;
  let app: FastifyInstance;
  let caller: Ctx;

  beforeAll(async () => {
    ingest = bucket();
    delivery = bucket();
    const { db, outbox, jobs, audit, quotas } = database;
    world = mediaWorld({ db, outbox, jobs, files: ingest, delivery, audit, quotas });
    app = await serveMedia(world, () => caller);
  });
  beforeEach(() => {
    caller = database.tenantCtx({ roles: ['instructor'] });
  });
  afterAll(() => app.close());

  async function begin(wish: object): Promise<Created> {
    const payload = { filename: 'a.mp4', size: 10, contentType: '', ...wish };
    return (await app.inject({ method: 'POST', url: '/api/v1/uploads', payload })).json<Created>();
  }

  const stored = async ({ uploadId }: Created): Promise<Upload> => {
    const { rows } = await database.owner.query<{ stored: Upload }>(
      'select stored_upload as stored from media.uploads where id = $1',
      [uploadId],
    );
    if (!rows[0]) throw new Error('there is no such upload');
    return rows[0].stored;
  };

  it('parts are sent to the store, and their addresses end when it says', async () => {
    const created = await begin({ purpose: 'lecture-video' });
    expect(created.parts.map(({ url }) => new URL(url).origin)).toEqual([store]);
    expect(Date.parse(created.expiresAt)).toBeLessThan(Date.now() + 3_600_000);
    const read = await app.inject({ url: `/api/v1/uploads/${created.uploadId}` });
    expect(read.json()).toMatchObject({ missing: created.parts, expiresAt: created.expiresAt });
  });

  it.each(['kyc-document', 'avatar'])('a %s comes by us, who encrypt it', async (purpose) => {
    const { parts } = await begin({ purpose, filename: 'a.png' });
    expect(parts.map(({ url }) => url)).toEqual([expect.stringMatching(/^\/u\//)]);
  });

  it('an image is served by the one, and what was sent comes to the other', async () => {
    const create = { width: 64, height: 36, channels: 3, background: '#3366aa' } as const;
    const png = await sharp({ create }).png().toBuffer();
    const created = await begin({ purpose: 'thumbnail', filename: 'a.png', size: png.length });
    const upload = await stored(created);
    const part = await ingest.writePart({ upload, number: 1, body: Readable.from([png]) });
    const { etag } = part;
    const completed = await app.inject({
      method: 'POST',
      url: `/api/v1/uploads/${created.uploadId}/complete`,
      payload: { parts: [{ number: 1, etag }] },
    });
    const { mediaId } = completed.json<{ mediaId: string }>();
    expect(await ingest.stat(`media/${mediaId}/source`)).toMatchObject({ size: png.length });
    await world.judge.run(caller, { mediaId });
    const served = await app.inject({ url: `/images/${mediaId}` });
    expect(served.headers['content-type']).toBe('image/jpeg');
    expect(await delivery.stat(`images/${mediaId}`)).toBeDefined();
    expect(await ingest.stat(`images/${mediaId}`)).toBeUndefined();
    expect(await delivery.stat(`media/${mediaId}/source`)).toBeUndefined();
  });

  it('what was abandoned is swept in both', async () => {
    const begun = (files: Files) => files.createUpload({ key: newId(), size: 1, partSize: 1 });
    await begun(delivery);
    const ours = await begin({ purpose: 'lecture-video' });
    await begun(ingest);
    await database.owner.query('update media.uploads set expires_at = now() where id = $1', [
      ours.uploadId,
    ]);
    const soon = new Date(Date.now() + 60_000);
    vi.useFakeTimers({ now: Date.now() + 9 * 24 * 60 * 60_000, toFake: ['Date'] });
    await world.sweep.run(new AbortController().signal, 'platform').finally(vi.useRealTimers);
    expect(await ingest.listOpenUploads(soon)).toEqual([]);
    expect(await delivery.listOpenUploads(soon)).toEqual([]);
    const state = await app.inject({ url: `/api/v1/uploads/${ours.uploadId}` });
    expect(state.json()).toMatchObject({ status: 'aborted' });
  });
});

describe('what may be uploaded', () => {
  it('is told before a byte is sent, and is what is refused later', async () => {
    const { db, outbox, jobs, audit, quotas } = database;
    const world = mediaWorld({ db, outbox, jobs, files: fakeFiles(), audit, quotas });
    const caller = database.tenantCtx({ roles: ['instructor'] });
    const app = await serveMedia(world, () => caller);
    const rules = await app.inject({ url: '/api/v1/upload-rules?purpose=lecture-video' });
    const { extensions, maxBytes } = rules.json<{ extensions: string[]; maxBytes: number }>();
    expect(maxBytes).toBe(1024 ** 3);
    const statusOf = async (filename: string, size: number) => {
      const payload = { filename, size, contentType: '', purpose: 'lecture-video' };
      return (await app.inject({ method: 'POST', url: '/api/v1/uploads', payload })).statusCode;
    };
    for (const extension of extensions) expect(await statusOf(`a.${extension}`, 1)).toBe(201);
    expect(await statusOf('a.mp4', maxBytes)).toBe(201);
    expect(await statusOf('a.mp4', maxBytes + 1)).toBe(422);
    expect(await statusOf('a.txt', 1)).toBe(422);
    await app.close();
  });
});
