import { fakeFiles } from '@edumaster/files/fake';
import type { Ctx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { renditions } from '../store/tables.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { newVideo } from '../testing/new-video.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello <b>you</b>\n';

const track = {
  kind: 'video' as const,
  width: 640,
  height: 360,
  frameRate: 25,
  codecs: 'avc1.64001e',
  durationSeconds: 60,
  init: { offset: 0, length: 800 },
  segments: [{ offset: 800, length: 5000, durationSeconds: 60 }],
  peakBitsPerSecond: 900_000,
  averageBitsPerSecond: 700_000,
  index: { offset: 800, length: 100 },
  keyFrames: [{ offset: 900, length: 100, durationSeconds: 60 }],
  keyFrameRates: { peakBitsPerSecond: 5_000, averageBitsPerSecond: 5_000 },
};

describe('captions of a video that is watched', () => {
  const files = fakeFiles();
  let app: FastifyInstance;
  let world: ReturnType<typeof mediaWorld>;
  let instructor: Ctx;
  let mediaId: string;
  let base: string;

  beforeAll(async () => {
    const { db, outbox, jobs, audit, quotas } = database;
    world = mediaWorld({ db, outbox, jobs, files, audit, quotas });
    instructor = database.tenantCtx({ roles: ['instructor'] });
    app = await serveMedia(world, () => instructor);
    mediaId = await newVideo(db, instructor);
    await db.inTx(instructor, async (tx) => {
      await tx.sql.insert(renditions).values({
        ...track,
        assetId: mediaId,
        quality: '360p',
        bandwidth: track.peakBitsPerSecond,
        averageBandwidth: track.averageBitsPerSecond,
        fileKey: 'media/x/play/360p.mp4',
        track: track as never,
      });
    });
    base = world.addresses.playback(mediaId, new Date()).base;
  });
  afterAll(() => app.close());

  const api = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
    app.inject({
      method,
      url: `/api/v1/media/${mediaId}/captions${path}`,
      ...(payload ? { payload } : {}),
    });
  const file = async (path: string) => {
    const answer = await app.inject({ url: `${base}/${path}` });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  /** What the reader of events does with news of a track. */
  const heard = (language: string) => world.publishCaptions.run(instructor, { mediaId, language });

  it('are written where players find them, and named in every list of variants', async () => {
    await api('POST', '', { language: 'pt-br', label: 'Brazil', content: vtt });
    await heard('pt-BR');
    const text = await file('captions/pt-BR.vtt');
    expect(text.status).toBe(200);
    expect(text.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(text.headers['cache-control']).toBe('private, no-cache');
    expect(text.headers['x-content-type-options']).toBe('nosniff');
    expect(text.text).toContain('00:00:01.000 --> 00:00:02.000\nHello you\n');
    expect((await file('captions/pt-BR.m3u8')).text).toContain('#EXTINF:60.000,\npt-BR.vtt');
    for (const master of ['master.m3u8', 'master-360p.m3u8']) {
      const { text: playlist } = await file(master);
      expect(playlist).toContain(
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="Brazil",LANGUAGE="pt-BR"',
      );
      expect(playlist).toMatch(/#EXT-X-STREAM-INF:.*,SUBTITLES="captions"\n360p\.m3u8/);
    }
    const { captions } = await world.facade.playback(instructor, { mediaId: mediaId as never });
    expect(captions).toMatchObject([{ language: 'pt-BR', label: 'Brazil', isAutomatic: false }]);
    expect(captions[0]?.url).toMatch(/^\/v\/[^/]+\/[^/]+\/captions\/pt-BR\.vtt$/);
  });

  it('follow every change: saved, renamed, taken back and deleted', async () => {
    const cues = [{ startMs: 0, endMs: 500, text: 'Other words' }];
    await api('PUT', '/pt-BR', { version: 2, cues, status: 'published' });
    await heard('pt-BR');
    expect((await file('captions/pt-BR.vtt')).text).toContain('Other words');
    await api('PATCH', '/pt-BR', { version: 3, language: 'pt' });
    await heard('pt-BR');
    await heard('pt');
    expect((await file('captions/pt-BR.vtt')).status).toBe(404);
    expect((await file('captions/pt.vtt')).status).toBe(200);
    await api('PUT', '/pt', { version: 4, cues, status: 'draft' });
    await heard('pt');
    expect((await file('captions/pt.vtt')).status).toBe(404);
    expect((await file('master.m3u8')).text).not.toContain('SUBTITLES');
    const playback = await world.facade.playback(instructor, { mediaId: mediaId as never });
    expect(playback.captions).toEqual([]);
    await api('DELETE', '/pt');
    await heard('pt');
    expect((await file('captions/pt.m3u8')).status).toBe(404);
  });

  it('told in the order of any two changes, the later one stays', async () => {
    await api('POST', '', { language: 'en', content: vtt });
    await api('POST', '', { language: 'de', content: vtt });
    await Promise.all([
      heard('en'),
      heard('de'),
      world.playlists.rewriteMaster(instructor, mediaId),
    ]);
    const { text } = await file('master.m3u8');
    expect(text).toContain('captions/en.m3u8');
    expect(text).toContain('captions/de.m3u8');
  });

  it('need the signature of their video', async () => {
    const unsigned = await app.inject({ url: `/v/x.1/${mediaId}/captions/en.vtt` });
    expect(unsigned.statusCode).toBe(403);
    const other = await newVideo(database.db, instructor);
    const foreign = base.replace(mediaId, other);
    expect((await app.inject({ url: `${foreign}/captions/en.vtt` })).statusCode).toBe(403);
  });

  it('of a video that nobody can watch yet make no list of variants', async () => {
    const watched = mediaId;
    mediaId = await newVideo(database.db, instructor, { status: 'processing' });
    await api('POST', '', { language: 'en', content: vtt });
    await heard('en');
    base = world.addresses.playback(mediaId, new Date()).base;
    expect((await file('captions/en.vtt')).status).toBe(200);
    expect((await file('master.m3u8')).status).toBe(404);
    mediaId = watched;
  });
});
