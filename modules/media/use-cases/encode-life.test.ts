import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { type ClipRequest, type Encoder, EncoderFailed } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import type { Files } from '@edumaster/files';
import { type Ctx, id, systemCtx } from '@edumaster/kernel';
import { detectSandbox } from '@edumaster/sandbox';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaId } from '../index.ts';
import { mediaModule } from '../module.ts';
import { stalledEncodes } from '../store/stalled-encodes.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const never = new AbortController().signal;

type More = Partial<
  Pick<Parameters<typeof mediaWorld>[0], 'originals' | 'leastFreeBytes' | 'chunkSeconds'>
>;

/** An encoder that does as another one, but for what is given. */
function like(encoder: Encoder, other: Partial<Encoder>): Encoder {
  return {
    name: encoder.name,
    version: () => encoder.version(),
    probe: (input, signal) => encoder.probe(input, signal),
    encode: (plan, options) => encoder.encode(plan, options),
    copy: (plan, options) => encoder.copy(plan, options),
    poster: (request, signal) => encoder.poster(request, signal),
    storyboard: (plan, signal) => encoder.storyboard(plan, signal),
    makeClip: (request, signal) => encoder.makeClip(request, signal),
    ...other,
  };
}

describe('the life of a video', { timeout: 120_000 }, () => {
  let folder: string;
  let files: Files;
  let encoder: Encoder;
  let world: ReturnType<typeof mediaWorld>;
  let app: FastifyInstance;
  let ctx: Ctx;
  let count = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'encodes-'));
    files = await openDiskFiles({ root: join(folder, 'files') });
    const sandbox = await detectSandbox();
    const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    encoder = found.value;
    world = worldWith();
    app = await serveMedia(world, () => ctx);
  }, 60_000);
  beforeEach(() => {
    ctx = database.tenantCtx({ roles: ['instructor'] });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  function worldWith(used: Encoder = encoder, more: More = {}) {
    const { db, outbox, jobs, audit, quotas } = database;
    return mediaWorld({ db, outbox, jobs, files, audit, quotas, encoder: used, ...more });
  }

  const shape = { durationSeconds: 6, width: 854, height: 480, framesPerSecond: 12 } as const;

  async function ingest(request: Partial<ClipRequest> = {}): Promise<MediaId> {
    const path = join(folder, `clip-${(count += 1)}`);
    await encoder.makeClip({ format: 'mp4', ...shape, ...request, output: path });
    const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : id<'user'>('');
    const file = { ownerId, path, filename: 'clip.mp4', purpose: 'lecture-video' } as const;
    return world.facade.ingest(ctx, file);
  }

  const stateOf = async (mediaId: string) =>
    (await app.inject({ url: `/api/v1/media/${mediaId}` })).json();

  const again = (mediaId: string) =>
    app.inject({ method: 'POST', url: `/api/v1/media/${mediaId}/encoding` });

  async function renditionsOf(mediaId: string): Promise<string[]> {
    const { rows } = await database.owner.query<{ made: string }>(
      `select concat_ws(' ', edition, quality, origin) as made from media.renditions
       where asset_id = $1 order by edition, height desc nulls last, quality`,
      [mediaId],
    );
    return rows.map(({ made }) => made);
  }

  async function eventsOf(mediaId: string): Promise<string[]> {
    const { rows } = await database.owner.query<{ type: string }>(
      `select type from events.log where aggregateid = $1 order by position`,
      [mediaId],
    );
    return rows.map(({ type }) => type);
  }

  it('begins with the pictures of its source, which play before anything is encoded', async () => {
    const mediaId = await ingest();
    const seen: unknown[] = [];
    const watched = like(encoder, {
      encode: async (plan, options) => {
        const { status, renditions } = await stateOf(mediaId);
        seen.push([status, renditions.map(({ quality }: { quality: string }) => quality).join()]);
        return encoder.encode(plan, options);
      },
    });
    await worldWith(watched).encode.run(ctx, { mediaId }, never);
    expect(seen).toEqual([['playable', '480p']]);
    expect(await renditionsOf(mediaId)).toEqual([
      '1 480p copied',
      '1 360p encoded',
      '1 audio copied',
    ]);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', stage: null });
    expect(await eventsOf(mediaId)).toEqual([
      'media.uploaded',
      'video.playable',
      'video.transcoded',
    ]);
  });

  it('is encoded whole when its source is not fit to be copied, or copying fails', async () => {
    const sparse = await ingest({ durationSeconds: 15, picture: { groupFrames: 600 } });
    await world.encode.run(ctx, { mediaId: sparse }, never);
    const broken = like(encoder, { copy: () => Promise.reject(new EncoderFailed('no')) });
    const failing = await ingest();
    await worldWith(broken).encode.run(ctx, { mediaId: failing }, never);
    const encoded = ['1 480p encoded', '1 360p encoded', '1 audio encoded'];
    expect(await renditionsOf(sparse)).toEqual(encoded);
    expect(await renditionsOf(failing)).toEqual(encoded);
  });

  it('keeps all of its sounds', async () => {
    const languages = ['eng', 'deu'];
    const sounds = languages.map((language) => ({ channels: 2, language }) as const);
    const mediaId = await ingest({ sounds, width: 320, height: 180 });
    await world.encode.run(ctx, { mediaId }, never);
    expect(await renditionsOf(mediaId)).toEqual([
      '1 180p copied',
      '1 audio copied',
      '1 audio-2 encoded',
    ]);
    const { manifestUrl, dashUrl } = await world.facade.playback(ctx, { mediaId });
    const master = (await app.inject({ url: manifestUrl ?? '' })).body;
    expect(master.match(/(?<=TYPE=AUDIO.*)LANGUAGE="\w+"/g)).toEqual([
      'LANGUAGE="en"',
      'LANGUAGE="de"',
    ]);
    const sound = await app.inject({ url: manifestUrl?.replace('master', 'audio-2') ?? '' });
    expect(sound.body).toContain('audio-2.mp4');
    expect((await app.inject({ url: dashUrl ?? '' })).body).toContain('lang="de"');
  });

  it('that is long is encoded in chunks by several runs, with every picture once', async () => {
    const mediaId = await ingest({ durationSeconds: 30, picture: { bits: 10 } });
    const encodes: string[] = [];
    const watched = like(encoder, {
      encode: (plan, options) => {
        const sizes = plan.video.renditions.map((rendition) => rendition.name).join('+');
        encodes.push(`${sizes || 'sound'} ${plan.chunk?.firstFrame ?? ''}`.trim());
        return encoder.encode(plan, options);
      },
    });
    const chunked = worldWith(watched, { chunkSeconds: 8 });
    const run = chunked.encode.run(ctx, { mediaId }, never);
    await database.work([world.worker, chunked.chunkWorker]);
    await run;
    expect(encodes.toSorted()).toEqual(
      ['sound', ...[0, 96, 192, 288].flatMap((at) => [`360p ${at}`, `480p ${at}`])].toSorted(),
    );
    const { rows } = await database.owner.query(
      `select quality, (track->>'frames')::int as frames from media.renditions
       where asset_id = $1 and kind = 'video' order by quality`,
      [mediaId],
    );
    expect(rows).toEqual([
      { quality: '360p', frames: 360 },
      { quality: '480p', frames: 360 },
    ]);
    const left = await database.owner.query(
      'select 1 from media.encode_chunks where asset_id = $1',
      [mediaId],
    );
    expect(left.rows).toEqual([]);
    for await (const { key } of files.list(`media/${mediaId}/chunks/`)) expect.unreachable(key);
  });

  it('that failed is tried again by its owner, goes on where it stopped, and fails no more', async () => {
    const mediaId = await ingest({ picture: { bits: 10 } });
    const full = like(encoder, { probe: () => Promise.reject(new Error('no probe')) });
    await database.owner.query('update media.assets set attempts = 9 where id = $1', [mediaId]);
    await worldWith(full).encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      stage: null,
      error: { code: 'encoder_failed' },
    });
    const answers = await Promise.all([again(mediaId), again(mediaId)]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(202);
      expect(answer.json()).toMatchObject({ status: 'processing', stage: 'queued', progress: 0 });
      expect(answer.json()).not.toHaveProperty('error');
    }
    await world.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
    const told = await eventsOf(mediaId);
    expect(told.filter((type) => type === 'video.transcoded')).toHaveLength(1);
  });

  it('that plays in some sizes says why others are missing, and is not taken away', async () => {
    const mediaId = await ingest();
    const half = like(encoder, { encode: () => Promise.reject(new EncoderFailed('no')) });
    await database.owner.query('update media.assets set attempts = 9 where id = $1', [mediaId]);
    await worldWith(half).encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'playable',
      error: { code: 'encoder_failed', message: expect.stringMatching(/\.$/) },
      renditions: [{ quality: '480p' }],
    });
    expect((await world.facade.playback(ctx, { mediaId })).manifestUrl).toMatch(/master\.m3u8$/);
    expect((await again(mediaId)).json()).toMatchObject({ status: 'playable', stage: 'queued' });
    await world.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', renditions: [{}, {}] });
  });

  it('that is ready is made anew by an admin while the old edition plays', async () => {
    const mediaId = await ingest();
    await world.encode.run(ctx, { mediaId }, never);
    const before = await world.facade.playback(ctx, { mediaId });
    expect((await again(mediaId)).json()).toMatchObject({ code: 'media_encode_refused' });

    const owner = ctx;
    ctx = database.tenantCtx({ roles: ['admin'] });
    expect((await again(mediaId)).statusCode).toBe(202);
    const during: unknown[] = [];
    const watched = like(encoder, {
      encode: async (plan, options) => {
        const { manifestUrl, resolutions } = await world.facade.playback(ctx, { mediaId });
        const answer = await app.inject({ url: manifestUrl ?? '' });
        during.push([(await stateOf(mediaId)).status, answer.statusCode, resolutions.length]);
        return encoder.encode(plan, options);
      },
    });
    await worldWith(watched).encode.run(ctx, { mediaId }, never);
    expect(during).toEqual([['ready', 200, 2]]);
    expect(await renditionsOf(mediaId)).toEqual([
      '2 480p copied',
      '2 360p encoded',
      '2 audio copied',
    ]);
    const { manifestUrl } = await world.facade.playback(ctx, { mediaId });
    expect(manifestUrl).toMatch(/\/e2-master\.m3u8$/);
    const master = (await app.inject({ url: manifestUrl ?? '' })).body;
    expect(master).toContain('e2-360p.m3u8');
    // Those who watch go on with what they have, until their address ends.
    expect((await app.inject({ url: before.manifestUrl ?? '' })).statusCode).toBe(200);

    await world.tidy.run(ctx, { mediaId });
    expect((await app.inject({ url: before.manifestUrl ?? '' })).statusCode).toBe(404);
    expect((await app.inject({ url: manifestUrl ?? '' })).statusCode).toBe(200);
    const { rows } = await database.owner.query(
      `select action from platform.audit_log where subject_id = $1`,
      [mediaId],
    );
    expect(rows).toEqual([{ action: 'media.encoded_again' }]);
    ctx = owner;
  });

  it('keeps its original, or not, as the installation is set', async () => {
    const [kept, deleted] = [await ingest(), await ingest()];
    await world.encode.run(ctx, { mediaId: kept }, never);
    await worldWith(encoder, { originals: 'delete' }).encode.run(ctx, { mediaId: deleted }, never);
    for (const mediaId of [kept, deleted]) await world.tidy.run(ctx, { mediaId });
    expect(await files.stat(`media/${kept}/source`)).toBeDefined();
    expect(await files.stat(`media/${deleted}/source`)).toBeUndefined();
    ctx = database.tenantCtx({ roles: ['admin'] });
    expect((await again(deleted)).json()).toMatchObject({ code: 'media_source_gone' });
  });

  it('that takes its worker with it each time fails with a reason in the end', async () => {
    const mediaId = await ingest();
    // The last try could not say that it failed, and its job is used up.
    await database.owner.query(
      `update media.assets set attempts = 10, updated_at = now() - interval '7 hours'
       where id = $1`,
      [mediaId],
    );
    const stalled = await database.db.inSystemTxAt('platform', systemCtx('a test'), (tx) =>
      stalledEncodes(tx, 6),
    );
    expect(stalled.map((one) => one.mediaId)).toEqual([mediaId]);
    await world.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      error: { code: 'encoder_failed' },
    });
    expect((await again(mediaId)).statusCode).toBe(202);
  });

  it('waits, and says so, when there is no room on the disk', async () => {
    const mediaId = await ingest();
    const crowded = worldWith(encoder, { leastFreeBytes: Number.MAX_SAFE_INTEGER });
    await crowded.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'processing',
      stage: 'waiting-for-space',
      renditions: [],
    });
    const { rows } = await database.owner.query('select attempts from media.assets where id = $1', [
      mediaId,
    ]);
    expect(rows).toEqual([{ attempts: 0 }]);
    await world.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
  });

  it('of somebody else cannot be encoded again, nor be seen', async () => {
    const mediaId = await ingest();
    ctx = database.tenantCtx({ roles: ['instructor'] });
    expect((await again(mediaId)).statusCode).toBe(404);
    ctx = database.tenantCtx({ tenant: 'second', roles: ['admin'] });
    expect((await again(mediaId)).statusCode).toBe(404);
  });
});
