import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { type Encoder, EncoderFailed } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import type { Files } from '@edumaster/files';
import { type Ctx, id } from '@edumaster/kernel';
import { detectSandbox } from '@edumaster/sandbox';
import { eventually, useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaId } from '../index.ts';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const never = new AbortController().signal;

describe('a video', () => {
  let folder: string;
  let files: Files;
  let encoder: Encoder;
  let world: ReturnType<typeof mediaWorld>;
  let app: FastifyInstance;
  let ctx: Ctx;
  let clip: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'encodes-'));
    files = await openDiskFiles({ root: join(folder, 'files') });
    const found = await findFfmpeg({
      sandbox: await detectSandbox(),
      searchPath: process.env['PATH'] ?? '',
    });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    encoder = found.value;
    clip = join(folder, 'clip.mp4');
    // In 10 bits, so that all of it must be encoded.
    const shape = { durationSeconds: 6, width: 854, height: 480, framesPerSecond: 24 };
    const picture = { bits: 10 } as const;
    await encoder.makeClip({ output: clip, format: 'mp4', ...shape, picture });
    world = worldWith(encoder);
    app = await serveMedia(world, () => ctx);
  }, 60_000);
  beforeEach(() => {
    ctx = database.tenantCtx({ roles: ['instructor'] });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  function worldWith(used?: Encoder) {
    const { db, outbox, jobs, audit, quotas } = database;
    const encoding = used ? { encoder: used } : {};
    return mediaWorld({ db, outbox, jobs, files, audit, quotas, ...encoding });
  }

  function ingest(path = clip): Promise<MediaId> {
    const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : id<'user'>('');
    const file = { ownerId, path, filename: 'clip.mp4', purpose: 'lecture-video' } as const;
    return world.facade.ingest(ctx, file);
  }

  const stateOf = async (mediaId: string) =>
    (await app.inject({ url: `/api/v1/media/${mediaId}` })).json();

  async function eventsOf(mediaId: string): Promise<string[]> {
    const { rows } = await database.owner.query<{ type: string }>(
      `select type from events.log where aggregateid = $1 order by position`,
      [mediaId],
    );
    return rows.map(({ type }) => type);
  }

  it('is encoded by a job, can be played, and is delivered at signed addresses', async () => {
    const mediaId = await ingest();
    const unmade = { manifestUrl: null, resolutions: [], posterUrl: null };
    expect(await world.facade.playback(ctx, { mediaId })).toMatchObject(unmade);
    await database.work([world.worker]);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'ready',
      progress: 100,
      durationSeconds: expect.closeTo(6, 0),
      renditions: [
        { quality: '480p', width: 854, height: 480 },
        { quality: '360p', width: 640, height: 360 },
      ],
    });
    expect(await eventsOf(mediaId)).toEqual([
      'media.uploaded',
      'video.playable',
      'video.transcoded',
    ]);

    const { manifestUrl, posterUrl, resolutions } = await world.facade.playback(ctx, { mediaId });
    const master = await app.inject({ url: manifestUrl ?? '', headers: { host: 'any.test' } });
    expect(master.statusCode).toBe(200);
    expect(master.headers['content-type']).toBe('application/vnd.apple.mpegurl');
    expect(master.body.match(/(?<=#EXT-X-STREAM-INF:\S*)RESOLUTION=\d+x\d+/g)).toEqual([
      'RESOLUTION=640x360',
      'RESOLUTION=854x480',
    ]);
    expect(master.body).toContain('URI="audio.m3u8"');
    const alone = await app.inject({ url: resolutions[0]?.url ?? '' });
    expect(alone.body.match(/#EXT-X-STREAM-INF:/g)).toHaveLength(1);
    const poster = await app.inject({ url: posterUrl ?? '' });
    expect(poster.rawPayload.subarray(0, 3).toString('hex')).toBe('ffd8ff');

    const base = manifestUrl?.replace('master.m3u8', '') ?? '';
    const playlist = (await app.inject({ url: `${base}360p.m3u8` })).body;
    const [, length, offset] = /#EXT-X-BYTERANGE:(\d+)@(\d+)/.exec(playlist) ?? [];
    const last = Number(offset) + Number(length) - 1;
    const segment = await app.inject({
      url: `${base}360p.mp4`,
      headers: { range: `bytes=${offset}-${last}` },
    });
    expect(segment.statusCode).toBe(206);
    expect(segment.rawPayload.length).toBe(Number(length));
    expect(segment.rawPayload.toString('latin1', 4, 8)).toMatch(/moof|styp|sidx/);
    const etag = String(segment.headers['etag']);
    const url = `${base}360p.mp4`;
    const head = await app.inject({ method: 'HEAD', url });
    expect(head.headers).toMatchObject({ etag, 'accept-ranges': 'bytes' });
    const whole = await app.inject({ url });
    expect(whole.rawPayload.length).toBe(Number(head.headers['content-length']));
    const known = await app.inject({ url, headers: { 'if-none-match': etag } });
    expect(known.statusCode).toBe(304);
    const beyond = await app.inject({ url, headers: { range: 'bytes=999999999-' } });
    expect(beyond.statusCode).toBe(416);
  }, 120_000);

  it('has pictures for winding, in a track and in the manifest', async () => {
    const mediaId = await ingest();
    expect((await world.facade.playback(ctx, { mediaId })).storyboardUrl).toBeNull();
    await database.work([world.worker]);
    const { storyboardUrl, dashUrl } = await world.facade.playback(ctx, { mediaId });
    const track = await app.inject({ url: storyboardUrl ?? '' });
    expect(track.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(track.body.match(/ --> \S+\n\S+/g)).toEqual([
      ' --> 00:00:02.000\nstoryboard-1.jpg#xywh=0,0,160,90',
      ' --> 00:00:04.000\nstoryboard-1.jpg#xywh=160,0,160,90',
      ' --> 00:00:06.000\nstoryboard-1.jpg#xywh=320,0,160,90',
    ]);
    const url = storyboardUrl?.replace('storyboard.vtt', 'storyboard-1.jpg') ?? '';
    const sheet = await app.inject({ url });
    expect(sheet.headers['content-type']).toBe('image/jpeg');
    expect(sheet.rawPayload.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const manifest = await app.inject({ url: dashUrl ?? '' });
    expect(manifest.body).toContain('<SegmentTemplate media="storyboard-$Number$.jpg"');
    expect(manifest.body).toContain('width="480" height="90"');
  }, 120_000);

  it('without pictures for winding is a video all the same', async () => {
    const mediaId = await ingest();
    const lacking: Encoder = {
      name: encoder.name,
      version: () => encoder.version(),
      probe: (input, signal) => encoder.probe(input, signal),
      copy: (plan, options) => encoder.copy(plan, options),
      encode: (plan, options) => encoder.encode(plan, options),
      poster: (request, signal) => encoder.poster(request, signal),
      storyboard: () => Promise.reject(new EncoderFailed('broken')),
      makeClip: (request, signal) => encoder.makeClip(request, signal),
    };
    await worldWith(lacking).encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
    expect((await world.facade.playback(ctx, { mediaId })).storyboardUrl).toBeNull();
  }, 120_000);

  it('is delivered to nobody with an expired, altered or another address', async () => {
    const mediaId = await ingest();
    const other = await ingest();
    await database.work([world.worker]);
    const { manifestUrl } = await world.facade.playback(ctx, { mediaId });
    const url = manifestUrl ?? '';
    expect((await app.inject({ url })).statusCode).toBe(200);
    const longAgo = new Date(Date.now() - 11 * 60_000);
    const expired = world.addresses.playback(mediaId, longAgo).base;
    const refused = [
      `${expired}/master.m3u8`,
      url.replace(mediaId, other),
      url.replace('/v/', '/v/x'),
      url.replace(/\.(\d+)\//, (_, expiry: string) => `.${Number(expiry) + 1}/`),
    ];
    for (const address of refused) {
      const answer = await app.inject({ url: address });
      expect(answer.statusCode, address).toBe(403);
      expect(answer.json().code).toBe('playback_address_refused');
    }
    const source = await app.inject({ url: url.replace('master.m3u8', 'source') });
    expect(source.statusCode).toBe(404);
    const stranger = database.tenantCtx({ tenant: 'second' });
    await expect(world.facade.playback(stranger, { mediaId })).rejects.toMatchObject({
      code: 'media_not_found',
    });
    expect(await world.facade.describe(stranger, { ids: [mediaId] })).toEqual([]);
  }, 120_000);

  it.each([
    ['not_a_video', 'These are only words.'],
    ['playlist', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n'],
  ])('that is none fails with a reason: %s', async (code, text) => {
    const path = join(folder, `${code}.mp4`);
    await writeFile(path, text);
    const mediaId = await ingest(path);
    await database.work([world.worker]);
    const state = await stateOf(mediaId);
    expect(state).toMatchObject({ status: 'failed', error: { code } });
    expect(state.error.message).toMatch(/^This file is .*\.$/);
    expect(await eventsOf(mediaId)).toEqual(['media.uploaded', 'video.failed']);
  });

  it('fails with the reason when the machine has no encoder', async () => {
    const mediaId = await ingest();
    await worldWith().encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      error: { code: 'no_encoder' },
    });
  });

  it('is encoded to its end after a shutdown in the middle, without doing the first step again', async () => {
    const mediaId = await ingest();
    const shutdown = new AbortController();
    const encodes: string[] = [];
    const watched: Encoder = {
      name: encoder.name,
      version: () => encoder.version(),
      probe: (input, signal) => encoder.probe(input, signal),
      copy: (plan, options) => encoder.copy(plan, options),
      poster: (request, signal) => encoder.poster(request, signal),
      storyboard: (plan, signal) => encoder.storyboard(plan, signal),
      makeClip: (request, signal) => encoder.makeClip(request, signal),
      encode: (plan, options) => {
        encodes.push(plan.video.renditions.map((rendition) => rendition.name).join());
        if (encodes.length === 2) shutdown.abort(new Error('the worker shuts down'));
        return encoder.encode(plan, options);
      },
    };
    const watchedWorld = worldWith(watched);
    const first = watchedWorld.encode.run(ctx, { mediaId }, shutdown.signal);
    await expect(first).rejects.toThrow('the worker shuts down');
    expect(await stateOf(mediaId)).toMatchObject({ status: 'playable' });
    expect(await eventsOf(mediaId)).toEqual(['media.uploaded', 'video.playable']);
    await watchedWorld.encode.run(ctx, { mediaId }, never);
    expect(encodes).toEqual(['360p', '480p', '480p']);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', progress: 100 });
    expect(await eventsOf(mediaId)).toEqual([
      'media.uploaded',
      'video.playable',
      'video.transcoded',
    ]);
  }, 120_000);

  it('is encoded once by two runs at the same time', async () => {
    const mediaId = await ingest();
    await Promise.all([1, 2].map(() => world.encode.run(ctx, { mediaId }, never)));
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
    expect(await eventsOf(mediaId)).toHaveLength(3);
    const { rows } = await database.owner.query(
      'select attempts, claimed_by from media.assets where id = $1',
      [mediaId],
    );
    expect(rows).toEqual([{ attempts: 1, claimed_by: null }]);
  }, 120_000);

  it('is taken over from a run that was killed, when its lease has ended', async () => {
    const mediaId = await ingest();
    await database.owner.query(
      `update media.assets set claimed_by = gen_random_uuid(), attempts = 1,
         claimed_at = now() - interval '18 s' where id = $1`,
      [mediaId],
    );
    await world.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready' });
  }, 120_000);

  it('that the encoder fails on is tried again, and given up with a reason in the end', async () => {
    const mediaId = await ingest();
    const broken: Encoder = {
      name: 'broken',
      version: () => encoder.version(),
      probe: (input, signal) => encoder.probe(input, signal),
      copy: () => Promise.reject(new EncoderFailed('broken')),
      poster: () => Promise.reject(new Error('broken')),
      storyboard: () => Promise.reject(new Error('broken')),
      makeClip: () => Promise.reject(new Error('broken')),
      encode: () => Promise.reject(new Error('the child was killed')),
    };
    const { encode } = worldWith(broken);
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await expect(encode.run(ctx, { mediaId }, never)).rejects.toThrow('the child was killed');
      expect(await stateOf(mediaId)).toMatchObject({ status: 'processing' });
    }
    await encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      error: { code: 'encoder_failed' },
    });
  }, 60_000);

  it('shows how far it is while it is encoded, and never less than before', async () => {
    const long = join(folder, 'long.mp4');
    await encoder.makeClip({
      output: long,
      format: 'mp4',
      durationSeconds: 20,
      width: 1280,
      height: 720,
    });
    const mediaId = await ingest(long);
    const seen: number[] = [];
    const run = world.encode.run(ctx, { mediaId }, never);
    await eventually(
      'the video to be ready',
      async () => {
        const { status, progress } = await stateOf(mediaId);
        seen.push(progress);
        return status === 'ready' ? true : undefined;
      },
      90,
    );
    await run;
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(2);
  }, 120_000);
});
