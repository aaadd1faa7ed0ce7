import { fakeFiles } from '@edumaster/files/fake';
import type { Ctx } from '@edumaster/kernel';
import { type HeardSpeech, type SoundPiece, Speech, SpeechError } from '@edumaster/speech';
import { SandboxSpeech } from '@edumaster/speech/fake';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryKey } from '../domain/file-keys.ts';
import { mediaModule } from '../module.ts';
import { renditions } from '../store/tables.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { newVideo } from '../testing/new-video.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

/** 25 minutes of sound in segments of a minute, each of which says its number. */
const segments = Array.from({ length: 25 }, (_, index) => ({
  offset: 10 + index * 4,
  length: 4,
  durationSeconds: 60,
}));
const sound = Buffer.from(
  `beginning:${segments.map((_, index) => `s${String(index).padStart(2, '0')};`).join('')}`,
);

/** Hears what is written in the bytes; does otherwise what it is told. */
class ScriptedSpeech extends Speech {
  readonly label = 'Script';
  readonly isSandbox = false;
  readonly mostBytes = 1_000_000;
  readonly heard: string[] = [];
  readonly languages: (string | undefined)[] = [];
  next: ((piece: SoundPiece) => Promise<HeardSpeech>)[] = [];
  language: string | null = 'en';

  async transcribe(piece: SoundPiece): Promise<HeardSpeech> {
    const scripted = this.next.shift();
    if (scripted) return scripted(piece);
    const text = Buffer.from(piece.bytes).toString();
    this.heard.push(text);
    this.languages.push(piece.language);
    const segment = { startMs: 1_000, endMs: 3_000, text: `Piece ${this.heard.length}` };
    return { language: piece.language ?? this.language, segments: [segment] };
  }
}

describe('automatic captions', () => {
  let app: FastifyInstance;
  let world: ReturnType<typeof mediaWorld>;
  let speech: ScriptedSpeech;
  let instructor: Ctx;
  let caller: Ctx;
  let mediaId: string;

  async function open(provider?: Speech): Promise<void> {
    const files = fakeFiles();
    const { db, outbox, jobs, audit, quotas } = database;
    const parts = { db, outbox, jobs, files, audit, quotas };
    world = mediaWorld(provider ? { ...parts, speech: provider } : parts);
    app = await serveMedia(world, () => caller);
    mediaId = await newVideo(db, instructor);
    await files.write(deliveryKey(mediaId, 'audio.mp4'), sound);
    await withSound(mediaId);
  }

  async function withSound(assetId: string): Promise<void> {
    const track = { kind: 'audio', init: { offset: 0, length: 10 }, segments };
    await database.db.inTx(instructor, async (tx) => {
      await tx.sql.insert(renditions).values({
        assetId,
        quality: 'audio',
        kind: 'audio',
        durationSeconds: 1_500,
        bandwidth: 1,
        averageBandwidth: 1,
        codecs: 'mp4a.40.2',
        fileKey: deliveryKey(assetId, 'audio.mp4'),
        track: track as never,
      });
    });
  }

  beforeEach(async () => {
    speech = new ScriptedSpeech();
    instructor = database.tenantCtx({ roles: ['instructor'] });
    caller = instructor;
    await open(speech);
  });
  afterEach(() => app.close());

  const call = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const url = `/api/v1/media/${mediaId}/${path}`;
    const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
  };
  const request = (body: object = {}) => call('POST', 'transcription', body);
  const state = async () => (await call('GET', 'transcription')).body;
  async function work(signal = new AbortController().signal): Promise<void> {
    const { rows } = await database.pools.system.query<{ id: string }>(
      'select id from media.transcriptions where asset_id = $1 order by id desc limit 1',
      [mediaId],
    );
    await world.transcribe.run(instructor, { transcriptionId: rows[0]?.id ?? '' }, signal);
  }

  it('are asked for, heard in pieces with their places, and wait for a person', async () => {
    expect(await state()).toMatchObject({
      provider: { label: 'Script', isSandbox: false },
      hasSound: true,
      latest: null,
    });
    expect(await request()).toMatchObject({
      status: 202,
      body: { status: 'waiting', progress: 0 },
    });
    await work();
    expect((await state()).latest).toMatchObject({ status: 'done', progress: 100 });
    expect(speech.heard).toHaveLength(3);
    expect(speech.heard[1]).toBe('beginning:s10;s11;s12;s13;s14;s15;s16;s17;s18;s19;');
    const track = (await call('GET', 'captions/en')).body;
    expect(track).toMatchObject({ origin: 'automatic', status: 'unreviewed', label: 'English' });
    expect(track.cues).toEqual([
      { startMs: 1_000, endMs: 3_000, text: 'Piece 1' },
      { startMs: 601_000, endMs: 603_000, text: 'Piece 2' },
      { startMs: 1_201_000, endMs: 1_203_000, text: 'Piece 3' },
    ]);
    const transcript = await world.facade.transcript(instructor, { mediaId: mediaId as never });
    expect(transcript?.tracks).toMatchObject([{ language: 'en', isAutomatic: true }]);
    const body = { version: track.version, cues: track.cues, status: 'published' };
    const url = `/api/v1/media/${mediaId}/captions/en`;
    expect((await app.inject({ method: 'PUT', url, payload: body })).json().status).toBe(
      'published',
    );
    // A job that is delivered again changes nothing.
    await work();
    expect(speech.heard).toHaveLength(3);
  });

  it('after a failure go on where they stopped, and pay for nothing twice', async () => {
    await request({ language: 'de' });
    speech.next = [
      async () => ({ language: 'de', segments: [{ startMs: 0, endMs: 900, text: 'Hallo' }] }),
      async () => Promise.reject(new SpeechError('unavailable', 'The service sleeps.')),
    ];
    await work();
    expect((await state()).latest).toMatchObject({
      status: 'failed',
      progress: 33,
      error: { code: 'speech_unavailable', message: 'The service sleeps.' },
    });
    expect((await request({ language: 'de' })).body).toMatchObject({
      status: 'waiting',
      progress: 33,
    });
    await work();
    expect(speech.heard).toHaveLength(2);
    expect(speech.languages).toEqual(['de', 'de']);
    const { cues } = (await call('GET', 'captions/de')).body;
    expect(cues.map(({ text }: { text: string }) => text)).toEqual(['Hallo', 'Piece 1', 'Piece 2']);
  });

  it('after a shutdown or a fault are tried again by the job', async () => {
    await request();
    const stopping = new AbortController();
    speech.next = [
      async () => {
        stopping.abort();
        throw new SpeechError('unavailable', 'aborted');
      },
    ];
    await expect(work(stopping.signal)).rejects.toThrow(/abort/i);
    expect((await state()).latest.status).toBe('running');
    speech.next = [async () => Promise.reject(new Error('a bug'))];
    await expect(work()).rejects.toThrow('a bug');
    expect((await state()).latest.status).toBe('running');
    await work();
    expect((await state()).latest.status).toBe('done');
  });

  it('overwrite nobody’s work', async () => {
    await request();
    const content = 'WEBVTT\n\n00:01.000 --> 00:02.000\nMine\n';
    await call('POST', 'captions', { language: 'en', content });
    await work();
    expect((await state()).latest).toMatchObject({
      status: 'failed',
      error: { code: 'captions_exist', message: expect.stringContaining('English') },
    });
    expect((await call('GET', 'captions/en')).body.cues).toMatchObject([{ text: 'Mine' }]);
    expect((await request({ language: 'en' })).body.code).toBe('captions_exist');
  });

  it('are written once at a time, and can be given up', async () => {
    const both = await Promise.all([request(), request()]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('transcription_running');
    speech.next = [
      async () => {
        expect((await call('DELETE', 'transcription')).status).toBe(204);
        return { language: 'en', segments: [{ startMs: 0, endMs: 900, text: 'Too late' }] };
      },
    ];
    await work();
    expect((await state()).latest.status).toBe('cancelled');
    expect((await call('GET', 'captions')).body.items).toEqual([]);
    expect((await call('DELETE', 'transcription')).status).toBe(404);
  });

  it.each([
    ['nothing_said', async () => ({ language: 'en', segments: [] })],
    [
      'language_unknown',
      async () => ({ language: null, segments: [{ startMs: 0, endMs: 9, text: 'x' }] }),
    ],
    ['speech_refused', async () => Promise.reject(new SpeechError('refused', 'Look at the key.'))],
  ] as const)('fail as %s, in words', async (code, answer) => {
    speech.next = [answer, answer, answer];
    await request();
    await work();
    const { latest } = await state();
    expect(latest).toMatchObject({ status: 'failed', error: { code } });
    expect(latest.error.message).toMatch(/^[A-Z].*\.$/);
  });

  it('need sound, a provider, and somebody who looks after the video', async () => {
    const heard = mediaId;
    mediaId = await newVideo(database.db, instructor);
    expect((await request()).body.code).toBe('no_sound');
    mediaId = heard;
    caller = database.tenantCtx({ roles: ['instructor'] });
    expect((await request()).status).toBe(404);
    expect((await call('GET', 'transcription')).status).toBe(404);
    caller = database.tenantCtx({ tenant: 'second', roles: ['admin'] });
    expect((await request()).status).toBe(404);
    caller = instructor;
    await app.close();
    await open();
    expect((await state()).provider).toBeNull();
    expect((await request()).body.code).toBe('no_speech_provider');
  });

  it('of the sandbox say that nobody listened', async () => {
    await app.close();
    await open(new SandboxSpeech());
    expect((await state()).provider).toEqual({ label: 'Sandbox: nobody listens', isSandbox: true });
    await request();
    await work();
    const { cues } = (await call('GET', 'captions/en')).body;
    expect(cues.length).toBe(300);
    for (const { text } of cues)
      expect(text.replaceAll('\n', ' ')).toContain('Sandbox: nobody listened');
  });
});
