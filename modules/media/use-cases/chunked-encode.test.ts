import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import type { Encoder } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import type { Files } from '@edumaster/files';
import { type Ctx, id } from '@edumaster/kernel';
import { detectSandbox } from '@edumaster/sandbox';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaId } from '../index.ts';
import { mediaModule } from '../module.ts';
import { mediaWorld } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const never = new AbortController().signal;

describe('the chunks of a long video', { timeout: 120_000 }, () => {
  let folder: string;
  let files: Files;
  let encoder: Encoder;
  let clip: string;
  let ctx: Ctx;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunks-'));
    files = await openDiskFiles({ root: join(folder, 'files') });
    const sandbox = await detectSandbox();
    const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    encoder = found.value;
    clip = join(folder, 'clip.mp4');
    // In 10 bits, so that it is not copied; of one size.
    const shape = { durationSeconds: 16, width: 160, height: 90, framesPerSecond: 10 };
    const picture = { bits: 10 } as const;
    await encoder.makeClip({ output: clip, format: 'mp4', ...shape, picture });
  }, 60_000);
  beforeEach(() => {
    ctx = database.tenantCtx({ roles: ['instructor'] });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** An encoder of another version that makes the same, and tells what it makes. */
  function versioned(version: string, encodes: string[], other: Partial<Encoder> = {}): Encoder {
    return {
      name: 'ffmpeg',
      version: async () => version,
      probe: (input, signal) => encoder.probe(input, signal),
      copy: (plan, options) => encoder.copy(plan, options),
      poster: (request, signal) => encoder.poster(request, signal),
      storyboard: (plan, signal) => encoder.storyboard(plan, signal),
      makeClip: (request, signal) => encoder.makeClip(request, signal),
      encode: (plan, options) => {
        if (plan.chunk) encodes.push(`${version} ${plan.chunk.firstFrame}`);
        return encoder.encode(plan, options);
      },
      ...other,
    };
  }

  function worldWith(used: Encoder, stored: Files = files) {
    const { db, outbox, jobs, audit, quotas } = database;
    const parts = { db, outbox, jobs, audit, quotas };
    return mediaWorld({ ...parts, files: stored, encoder: used, chunkSeconds: 4 });
  }

  function ingest(): Promise<MediaId> {
    const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : id<'user'>('');
    const file = { ownerId, path: clip, filename: 'clip.mp4', purpose: 'lecture-video' } as const;
    return worldWith(encoder).facade.ingest(ctx, file);
  }

  async function assetOf(mediaId: string) {
    const { rows } = await database.owner.query<{ status: string; progress: number }>(
      'select status, progress from media.assets where id = $1',
      [mediaId],
    );
    return rows[0];
  }

  const all = [0, 40, 80, 120];

  it('are made by one version of the encoder: a helper with another one leaves them', async () => {
    const mediaId = await ingest();
    const encodes: string[] = [];
    const helper = worldWith(versioned('7.1', encodes));
    const helped: Promise<void>[] = [];
    const run = versioned('5.1', encodes, {
      encode: (plan, options) => {
        if (plan.chunk) {
          encodes.push(`5.1 ${plan.chunk.firstFrame}`);
          const task = { mediaId, edition: 1, step: '90p', number: 3 };
          helped.push(helper.chunkWorker.run(ctx, task, never));
        }
        return encoder.encode(plan, options);
      },
    });
    await worldWith(run).encode.run(ctx, { mediaId }, never);
    await Promise.all(helped);
    expect(helped).toHaveLength(all.length);
    expect(encodes).toEqual(all.map((at) => `5.1 ${at}`));
    expect(await assetOf(mediaId)).toMatchObject({ status: 'ready' });
  });

  it('are made anew by a run of another version, and never joined with those before', async () => {
    const mediaId = await ingest();
    const encodes: string[] = [];
    const shutdown = new AbortController();
    const first = versioned('5.1', encodes, {
      encode: (plan, options) => {
        if (plan.chunk) encodes.push(`5.1 ${plan.chunk.firstFrame}`);
        if (plan.chunk?.firstFrame === 80) shutdown.abort(new Error('renewed'));
        return encoder.encode(plan, options);
      },
    });
    await expect(worldWith(first).encode.run(ctx, { mediaId }, shutdown.signal)).rejects.toThrow(
      'renewed',
    );
    await worldWith(versioned('7.1', encodes)).encode.run(ctx, { mediaId }, never);
    expect(encodes).toEqual([
      ...[0, 40, 80].map((at) => `5.1 ${at}`),
      ...all.map((at) => `7.1 ${at}`),
    ]);
    const { rows } = await database.owner.query(
      `select (track->>'frames')::int as frames from media.renditions
       where asset_id = $1 and kind = 'video'`,
      [mediaId],
    );
    expect(rows).toEqual([{ frames: 160 }]);
    expect(await assetOf(mediaId)).toMatchObject({ status: 'ready', progress: 100 });
    // What the first version made goes with the rest.
    await worldWith(encoder).tidy.run(ctx, { mediaId });
    for await (const { key } of files.list(`media/${mediaId}/chunks/`)) expect.unreachable(key);
  });

  it('that do not fit together, though of one version, are made anew by one run alone', async () => {
    const mediaId = await ingest();
    const encodes: string[] = [];
    let isStrange = true;
    const strange = versioned('5.1', encodes, {
      encode: (plan, options) => {
        if (plan.chunk) encodes.push(`${plan.chunk.firstFrame}`);
        // As another build might: the same pictures, and another description of them.
        const isOther = isStrange && plan.chunk?.firstFrame === 40;
        if (plan.chunk?.firstFrame === 120) isStrange = false;
        const { video } = plan;
        const other = { ...video, colourMatrix: 'bt470bg' } as const;
        return encoder.encode(isOther ? { ...plan, video: other } : plan, options);
      },
    });
    await worldWith(strange).encode.run(ctx, { mediaId }, never);
    expect(encodes).toEqual([...all, ...all].map(String));
    expect(await assetOf(mediaId)).toMatchObject({ status: 'ready' });
  });

  it('are made by all who are in one process from one copy of the source', async () => {
    const mediaId = await ingest();
    const encodes: string[] = [];
    const lent: string[] = [];
    const far = new Proxy(files, {
      get(target, member: keyof Files) {
        if (member !== 'withLocalFile') return target[member].bind(target);
        return (key: string, use: (path: string) => Promise<unknown>) => {
          lent.push(key);
          return target.withLocalFile(key, use);
        };
      },
    });
    const helped: Promise<void>[] = [];
    const shared = worldWith(
      versioned('5.1', encodes, {
        encode: async (plan, options) => {
          if (plan.chunk) encodes.push(`${plan.chunk.firstFrame}`);
          if (plan.chunk && helped.length === 0) {
            const task = { mediaId, edition: 1, step: '90p', number: 3 };
            helped.push(shared.chunkWorker.run(ctx, task, never));
          }
          return encoder.encode(plan, options);
        },
      }),
      far,
    );
    await shared.encode.run(ctx, { mediaId }, never);
    await Promise.all(helped);
    expect(helped).toHaveLength(1);
    expect(encodes.toSorted()).toEqual(all.map(String).toSorted());
    expect(lent.filter((key) => key.endsWith('/source'))).toHaveLength(1);
  });

  it('move the percentage forward and never back, also over a run that goes on', async () => {
    const mediaId = await ingest();
    const seen: number[] = [];
    const watch = setInterval(() => {
      void assetOf(mediaId).then((asset) => seen.push(asset?.progress ?? -1));
    }, 50);
    const shutdown = new AbortController();
    const slow = (stopAt?: number) =>
      versioned('5.1', [], {
        encode: async (plan, options) => {
          // Progress is written about once a second.
          await new Promise((resolve) => setTimeout(resolve, 400));
          if (plan.chunk?.firstFrame === stopAt) shutdown.abort(new Error('renewed'));
          return encoder.encode(plan, options);
        },
      });
    const stopped = worldWith(slow(80)).encode.run(ctx, { mediaId }, shutdown.signal);
    await expect(stopped).rejects.toThrow('renewed');
    await worldWith(slow()).encode.run(ctx, { mediaId }, never);
    clearInterval(watch);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(await assetOf(mediaId)).toMatchObject({ status: 'ready', progress: 100 });
  });
});
