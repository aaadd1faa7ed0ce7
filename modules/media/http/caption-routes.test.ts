import { type Ctx, newId } from '@edumaster/kernel';
import { fakeFiles } from '@edumaster/files/fake';
import { useDatabase } from '@edumaster/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { entrust } from '../store/video-store.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { newVideo } from '../testing/new-video.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n\n00:03.000 --> 00:04.000\nWorld\n';

describe('captions', () => {
  let app: FastifyInstance;
  let caller: Ctx;
  let instructor: Ctx;
  let mediaId: string;

  beforeAll(async () => {
    const { db, outbox, jobs, audit, quotas } = database;
    const world = mediaWorld({ db, outbox, jobs, audit, quotas, files: fakeFiles() });
    app = await serveMedia(world, () => caller);
  });
  beforeEach(async () => {
    instructor = database.tenantCtx({ roles: ['instructor'] });
    caller = instructor;
    mediaId = await newVideo(database.db, instructor);
  });
  afterAll(() => app.close());

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ) => {
    const url = `/api/v1/media/${mediaId}/captions${path}`;
    const answer = await app.inject({ method, url, ...(body ? { payload: body } : {}) });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, answer };
  };
  const add = (body: object) => call('POST', '', body);

  it('are uploaded, read, saved, renamed, downloaded and deleted', async () => {
    const added = await add({ language: 'PT-br', content: vtt });
    expect(added).toMatchObject({
      status: 201,
      body: {
        language: 'pt-BR',
        label: 'Português (Brasil)',
        origin: 'uploaded',
        status: 'published',
        cueCount: 2,
      },
    });
    const read = await call('GET', '/pt-br');
    expect(read.body.cues).toEqual([
      { startMs: 1000, endMs: 2000, text: 'Hello' },
      { startMs: 3000, endMs: 4000, text: 'World' },
    ]);
    const cues = [
      { startMs: 5000, endMs: 6000, text: 'second\n\n line ' },
      { startMs: 0, endMs: 900, text: ' first <b>' },
    ];
    const { version } = read.body;
    const saved = await call('PUT', '/pt-BR', { version, cues, status: 'draft' });
    expect(saved).toMatchObject({ status: 200, body: { status: 'draft', cueCount: 2 } });
    expect((await call('GET', '/pt-BR')).body.cues).toEqual([
      { startMs: 0, endMs: 900, text: 'first <b>' },
      { startMs: 5000, endMs: 6000, text: 'second\nline' },
    ]);
    const renamed = await call('PATCH', '/pt-BR', {
      version: saved.body.version,
      label: 'Portuguese',
      language: 'pt',
    });
    expect(renamed.body).toMatchObject({ language: 'pt', label: 'Portuguese' });
    const file = await call('GET', '/pt/file?format=srt');
    expect(file.answer.headers['content-disposition']).toContain('captions-pt.srt');
    expect(file.answer.headers['content-type']).toBe('application/x-subrip; charset=utf-8');
    expect(file.body).toContain('2\n00:00:05,000 --> 00:00:06,000\nsecond\nline');
    expect((await call('GET', '/pt/file')).body).toContain('first &lt;b&gt;');
    expect((await call('GET', '')).body.items).toMatchObject([{ language: 'pt' }]);
    expect((await call('DELETE', '/pt')).status).toBe(204);
    expect((await call('DELETE', '/pt')).status).toBe(404);
    expect((await call('GET', '')).body.items).toEqual([]);
  });

  it('of one language are there once, also when two add them at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => add({ language: 'en', content: vtt })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('captions_exist');
    await add({ language: 'de', content: vtt });
    const version = (await call('GET', '/de')).body.version;
    expect(await call('PATCH', '/de', { version, language: 'en' })).toMatchObject({
      status: 409,
      body: { code: 'captions_exist' },
    });
  });

  it('that were saved by somebody else meanwhile are not overwritten', async () => {
    const { body } = await add({ language: 'en', content: vtt });
    const mine = { version: body.version, cues: [], status: 'published' };
    const [one, two] = await Promise.all([call('PUT', '/en', mine), call('PUT', '/en', mine)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    const late = await call('PUT', '/en/file', { version: body.version, content: vtt });
    expect(late.body.code).toBe('captions_changed');
    expect((await call('PATCH', '/en', { version: body.version, label: 'x' })).status).toBe(409);
  });

  it('are copied for a translation, and begun empty, as drafts', async () => {
    await add({ language: 'en', content: vtt });
    const copy = await add({ language: 'de', copyOf: 'EN' });
    expect(copy.body).toMatchObject({
      origin: 'translated',
      status: 'draft',
      copiedFrom: 'en',
      cueCount: 2,
      label: 'Deutsch',
    });
    const empty = await add({ language: 'fr' });
    expect(empty.body).toMatchObject({ origin: 'written', status: 'draft', cueCount: 0 });
    expect((await add({ language: 'it', copyOf: 'es' })).status).toBe(404);
  });

  it('that cannot be understood are refused with the lines', async () => {
    const content = 'WEBVTT\n\n00:03.000 --> 00:02.000\nHello\n';
    expect(await add({ language: 'en', content })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'content.3', message: 'line 3 ends before it starts' }] },
    });
    expect(await add({ language: 'not a language', content: vtt })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'language' }] },
    });
    expect((await add({ language: 'en-u-ca-buddhist', content: vtt })).status).toBe(422);
    const { body } = await add({ language: 'en', content: vtt });
    const cues = [{ startMs: 5, endMs: 5, text: '\u2028x' }];
    expect(
      await call('PUT', '/en', { version: body.version, cues, status: 'draft' }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'cues.0.endMs' }] },
    });
  });

  it('of hours of talk are taken', async () => {
    const lines = Array.from({ length: 4_000 }, (_, index) => {
      const at = String(index % 60).padStart(2, '0');
      const hour = String(Math.floor(index / 3600)).padStart(2, '0');
      const minute = String(Math.floor(index / 60) % 60).padStart(2, '0');
      return `${hour}:${minute}:${at}.000 --> ${hour}:${minute}:${at}.900\n機械学習を始めましょう ${index}\n`;
    });
    const { body, status } = await add({
      language: 'ja',
      content: `WEBVTT\n\n${lines.join('\n')}`,
    });
    expect([status, body.cueCount]).toEqual([201, 4_000]);
    const { cues, version } = (await call('GET', '/ja')).body;
    expect(await call('PUT', '/ja', { version, cues, status: 'published' })).toMatchObject({
      status: 200,
    });
  });

  it('are for those who look after the video and those who run or review the tenant', async () => {
    await add({ language: 'en', content: vtt });
    const colleague = database.tenantCtx({ roles: ['instructor'] });
    caller = colleague;
    expect((await call('GET', '')).status).toBe(404);
    expect((await add({ language: 'fr', content: vtt })).status).toBe(404);
    await database.db.inTx(instructor, (tx) =>
      entrust(tx, mediaId, colleague.actor.kind === 'user' ? colleague.actor.userId : newId()),
    );
    expect((await call('GET', '')).status).toBe(200);
    expect((await add({ language: 'fr', content: vtt })).status).toBe(201);
    caller = database.tenantCtx({ roles: ['moderator'] });
    expect((await call('GET', '/en')).status).toBe(200);
    expect((await add({ language: 'it', content: vtt })).status).toBe(403);
    caller = database.tenantCtx({ roles: ['admin'] });
    expect((await add({ language: 'it', content: vtt })).status).toBe(201);
    caller = database.tenantCtx({ roles: ['student'] });
    expect((await call('GET', '')).status).toBe(403);
    caller = database.tenantCtx({ tenant: 'second', roles: ['admin', 'owner', 'moderator'] });
    expect((await call('GET', '')).status).toBe(404);
    expect((await call('DELETE', '/en')).status).toBe(404);
  });

  it('belong to videos, and to nothing else that was uploaded', async () => {
    mediaId = await newVideo(database.db, instructor, { purpose: 'thumbnail' });
    expect((await add({ language: 'en', content: vtt })).status).toBe(404);
  });
});
