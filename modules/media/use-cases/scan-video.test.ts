import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import type { Encoder } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import type { Files } from '@edumaster/files';
import { type Ctx, id } from '@edumaster/kernel';
import { detectSandbox } from '@edumaster/sandbox';
import { useDatabase } from '@edumaster/testkit';
import { eicar, type VirusScanner } from '@edumaster/virus-scan';
import { FakeVirusScanner } from '@edumaster/virus-scan/fake';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaId } from '../index.ts';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const never = new AbortController().signal;

describe('an uploaded video, where there is a virus scanner,', { timeout: 120_000 }, () => {
  let folder: string;
  let files: Files;
  let encoder: Encoder;
  let clip: string;
  let infected: string;
  let app: FastifyInstance;
  let ctx: Ctx;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scans-'));
    files = await openDiskFiles({ root: join(folder, 'files') });
    const sandbox = await detectSandbox();
    const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    encoder = found.value;
    clip = join(folder, 'clip.mp4');
    infected = join(folder, 'infected.mp4');
    const shape = { durationSeconds: 1, width: 160, height: 90, framesPerSecond: 10 };
    for (const output of [clip, infected]) {
      await encoder.makeClip({ output, format: 'mp4', ...shape });
    }
    // Behind the last box, where players do not look.
    await appendFile(infected, eicar);
    app = await serveMedia(worldWith(), () => ctx);
  }, 60_000);
  beforeEach(() => {
    ctx = database.tenantCtx({ roles: ['instructor'] });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  function worldWith(more: Partial<Parameters<typeof mediaWorld>[0]> = {}) {
    const { db, outbox, jobs, audit, quotas } = database;
    return mediaWorld({ db, outbox, jobs, files, audit, quotas, encoder, ...more });
  }

  function ingest(path: string): Promise<MediaId> {
    const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : id<'user'>('');
    const file = { ownerId, path, filename: 'clip.mp4', purpose: 'lecture-video' } as const;
    return worldWith().facade.ingest(ctx, file);
  }

  const stateOf = async (mediaId: string) =>
    (await app.inject({ url: `/api/v1/media/${mediaId}` })).json();

  const again = (mediaId: string) =>
    app.inject({ method: 'POST', url: `/api/v1/media/${mediaId}/encoding` });

  it('that is dangerous is refused before the encoder sees it, and not kept', async () => {
    const mediaId = await ingest(infected);
    const unseen = () => expect.unreachable('the encoder saw it');
    const blind = like(encoder, { probe: unseen, copy: unseen, encode: unseen });
    const scanned = worldWith({ scanner: new FakeVirusScanner(), encoder: blind });
    await scanned.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'failed',
      stage: null,
      virusScan: null,
      error: { code: 'file_infected', message: expect.stringMatching(/dangerous.*deleted\.$/) },
    });
    expect(await files.stat(`media/${mediaId}/source`)).toBeUndefined();
    for await (const { key } of files.list(`media/${mediaId}/`)) expect.unreachable(key);
    expect((await again(mediaId)).json()).toMatchObject({ code: 'media_source_gone' });
    const { rows } = await database.owner.query(
      `select type from events.log where aggregateid = $1 order by position`,
      [mediaId],
    );
    expect(rows).toEqual([{ type: 'media.uploaded' }, { type: 'video.failed' }]);
  });

  it('that is dangerous goes by a job when the process died before it was deleted', async () => {
    const mediaId = await ingest(infected);
    const scanned = worldWith({ scanner: new FakeVirusScanner() });
    await scanned.encode.run(ctx, { mediaId }, never);
    await files.write(`media/${mediaId}/source`, Buffer.from(eicar));
    await database.work([scanned.worker, scanned.tidyWorker]);
    expect(await files.stat(`media/${mediaId}/source`)).toBeUndefined();
  });

  it('that is clean is scanned once, also over several runs, and again for another edition', async () => {
    const mediaId = await ingest(clip);
    const scanner = new FakeVirusScanner();
    let scans = 0;
    const counting: VirusScanner = {
      name: scanner.name,
      version: () => scanner.version(),
      scan: (content, signal) => {
        scans += 1;
        return scanner.scan(content, signal);
      },
    };
    const broken = like(encoder, { probe: () => Promise.reject(new Error('no')) });
    const first = worldWith({ scanner: counting, encoder: broken });
    await expect(first.encode.run(ctx, { mediaId }, never)).rejects.toThrow('no');
    const second = worldWith({ scanner: counting });
    await second.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', virusScan: 'clean' });
    expect(scans).toBe(1);

    ctx = database.tenantCtx({ roles: ['admin'] });
    expect((await again(mediaId)).statusCode).toBe(202);
    await second.encode.run(ctx, { mediaId }, never);
    expect(scans).toBe(2);
  });

  it('that is larger than the scanner looks at is taken as such, or refused, as is set', async () => {
    const scanner = new FakeVirusScanner({ maxBytes: 1_000 });
    const taken = await ingest(clip);
    await worldWith({ scanner }).encode.run(ctx, { mediaId: taken }, never);
    expect(await stateOf(taken)).toMatchObject({ status: 'ready', virusScan: 'too_large' });

    const refused = await ingest(clip);
    const strict = worldWith({ scanner, unscannedVideos: 'refuse' });
    await strict.encode.run(ctx, { mediaId: refused }, never);
    expect(await stateOf(refused)).toMatchObject({
      status: 'failed',
      virusScan: null,
      error: { code: 'video_too_large_to_scan', message: expect.stringMatching(/\.$/) },
    });
    // Kept: whoever looks after the installation may change its mind.
    expect((await again(refused)).statusCode).toBe(202);
    await worldWith({ scanner }).encode.run(ctx, { mediaId: refused }, never);
    expect(await stateOf(refused)).toMatchObject({ status: 'ready', virusScan: 'too_large' });
  });

  it('waits for a scanner that is away, says so, and uses up no attempt', async () => {
    const mediaId = await ingest(clip);
    const scanner = new FakeVirusScanner();
    const scanned = worldWith({ scanner });
    scanner.isAway = true;
    await scanned.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({
      status: 'processing',
      stage: 'waiting-for-scanner',
      renditions: [],
    });
    const { rows } = await database.owner.query('select attempts from media.assets where id = $1', [
      mediaId,
    ]);
    expect(rows).toEqual([{ attempts: 0 }]);
    scanner.isAway = false;
    await scanned.encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', virusScan: 'clean' });
  });

  it('is published without a scan where there is none, and says that as well', async () => {
    const mediaId = await ingest(clip);
    await worldWith().encode.run(ctx, { mediaId }, never);
    expect(await stateOf(mediaId)).toMatchObject({ status: 'ready', virusScan: null });
  });
});

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
