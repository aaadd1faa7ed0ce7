import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import type { Ctx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const mebibyte = 1024 ** 2;
const perDay = 100 * mebibyte;
const day = 24 * 60 * 60 * 1_000;
/** Addresses of parts expire by the clock of the machine. */
const begin = Date.now();

interface Begun {
  readonly uploadId: string;
  readonly parts: readonly { readonly url: string }[];
}

describe('the video that an instructor uploads in a day', () => {
  let folder: string;
  let app: FastifyInstance;
  let caller: Ctx;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'allowance-'));
    const files = await openDiskFiles({ root: folder });
    const { db, outbox, jobs, audit, quotas } = database;
    const world = mediaWorld({ db, outbox, jobs, files, audit, quotas, videoBytesPerDay: perDay });
    app = await serveMedia(world, () => caller);
  });
  beforeEach(() => {
    caller = database.tenantCtx({ roles: ['instructor'] });
    passTo(0);
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const passTo = (milliseconds: number) => {
    caller = { ...caller, now: new Date(begin + milliseconds) };
  };
  const announce = (size: number, purpose = 'lecture-video') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/uploads',
      payload: {
        filename: purpose === 'resource' ? 'a.pdf' : 'a.mp4',
        size,
        contentType: 'x',
        purpose,
      },
    });
  const statusOf = async (size: number) => (await announce(size)).statusCode;
  const abort = (uploadId: string) =>
    app.inject({ method: 'DELETE', url: `/api/v1/uploads/${uploadId}` });

  it('is never exceeded by a byte, also by 50 uploads at once', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => statusOf(7 * mebibyte)));
    expect(all.filter((status) => status === 201)).toHaveLength(14);
    expect(all.filter((status) => status === 429)).toHaveLength(36);
    expect(await statusOf(2 * mebibyte + 1)).toBe(429);
    expect(await statusOf(2 * mebibyte)).toBe(201);
    expect(await statusOf(1)).toBe(429);
  });

  it('comes back a day after it was used, when Retry-After says', async () => {
    expect(await statusOf(60 * mebibyte)).toBe(201);
    passTo(1_000);
    expect(await statusOf(40 * mebibyte)).toBe(201);
    const refused = await announce(1);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe(String(day / 1_000 - 1));
    expect(refused.json().detail).toBe(
      'You can upload 0.105 GB of video a day. Try again in 24 hours.',
    );
    passTo(day - 1);
    expect(await statusOf(1)).toBe(429);
    passTo(day);
    const edge = await Promise.all(Array.from({ length: 50 }, () => statusOf(60 * mebibyte)));
    expect(edge.filter((status) => status === 201)).toHaveLength(1);
  });

  it('counts of an upload that was given up what has arrived, and no more', async () => {
    const { uploadId, parts } = (await announce(perDay)).json<Begun>();
    expect(await statusOf(1)).toBe(429);
    const part = await app.inject({
      method: 'PUT',
      url: parts[0]?.url ?? '',
      payload: Buffer.alloc(8 * mebibyte),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(part.statusCode).toBe(200);
    expect([(await abort(uploadId)).statusCode, (await abort(uploadId)).statusCode]).toEqual([
      204, 204,
    ]);
    expect(await statusOf(92 * mebibyte + 1)).toBe(429);
    expect(await statusOf(92 * mebibyte)).toBe(201);
  });

  it('holds no other files', async () => {
    expect(await statusOf(perDay)).toBe(201);
    expect((await announce(mebibyte, 'resource')).statusCode).toBe(201);
  });

  it('is each instructor’s own', async () => {
    expect(await statusOf(perDay)).toBe(201);
    caller = database.tenantCtx({ roles: ['instructor'] });
    expect(await statusOf(perDay)).toBe(201);
  });
});
