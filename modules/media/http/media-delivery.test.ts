import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { newId } from '@edumaster/kernel';
import { eventually, useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryKey } from '../domain/file-keys.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const database = useDatabase();
const mediaId = newId<'media'>();
const video = randomBytes(5 * 1024 ** 2 + 17);
const playlist = Buffer.from('#EXTM3U\n');

describe('the delivery of a large file', () => {
  let folder: string;
  let app: FastifyInstance;
  let base: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'delivery-'));
    const files = await openDiskFiles({ root: folder });
    await files.write(deliveryKey(mediaId, '720p.mp4'), video);
    await files.write(deliveryKey(mediaId, 'master.m3u8'), playlist);
    const { db, outbox, jobs, audit, quotas } = database;
    const world = mediaWorld({ db, outbox, jobs, files, audit, quotas });
    app = await serveMedia(world, () => database.tenantCtx());
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    base = origin + world.addresses.playback(mediaId, new Date()).base;
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What this process has open below the folder. */
  async function openFiles(): Promise<string[]> {
    const names = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      names.map((descriptor) => readlink(`/proc/self/fd/${descriptor}`).catch(() => '')),
    );
    return targets.filter((target) => target.startsWith(folder));
  }

  it('streams the whole and any part of it, byte for byte', async () => {
    const whole = await fetch(`${base}/720p.mp4`);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await whole.arrayBuffer()).equals(video)).toBe(true);
    for (const [start, end] of [
      [0, 3 * 1024 ** 2],
      [1_000_000, 1_000_999],
      [video.length - 10, video.length - 1],
    ] as const) {
      const part = await fetch(`${base}/720p.mp4`, { headers: { range: `bytes=${start}-${end}` } });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${video.length}`);
      const bytes = Buffer.from(await part.arrayBuffer());
      expect(bytes.equals(video.subarray(start, end + 1))).toBe(true);
    }
    expect(await openFiles()).toEqual([]);
  });

  it('closes the file when the viewer leaves in the middle', async () => {
    for (let viewer = 0; viewer < 5; viewer += 1) {
      await new Promise<void>((resolve, reject) => {
        const asked = request(`${base}/720p.mp4`, (answer) => {
          answer.once('data', () => {
            asked.destroy();
            resolve();
          });
          answer.on('error', () => {});
        });
        asked.on('error', reject);
        asked.end();
      });
    }
    await eventually('the files to be closed', async () =>
      (await openFiles()).length === 0 ? true : undefined,
    );
    expect((await fetch(`${base}/master.m3u8`)).status).toBe(200);
  });

  it('has playlists asked for anew and gives the whole when the range is of an older file', async () => {
    const master = await fetch(`${base}/master.m3u8`);
    expect(master.headers.get('cache-control')).toBe('private, no-cache');
    const headers = { range: 'bytes=0-9', 'if-range': '"another"' };
    const whole = await fetch(`${base}/720p.mp4`, { headers });
    expect(whole.status).toBe(200);
    await whole.body?.cancel();
    expect((await fetch(`${base}/1080p.mp4`)).status).toBe(404);
  });
});
