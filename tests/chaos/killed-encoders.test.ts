import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { findFfmpeg } from '@edumaster/ffmpeg';
import { id } from '@edumaster/kernel';
import { mediaModule } from '@edumaster/media/module';
import { mediaWorld } from '@edumaster/media/testing';
import { rolePasswords } from '@edumaster/postgres';
import { detectSandbox } from '@edumaster/sandbox';
import { eventually, testSecret, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EncodeProcess } from './encode-process.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const root = resolve(import.meta.dirname, '../..');
const chunkSeconds = 8;
const running = new Set<ChildProcess>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edumaster-encoders-'));
});
afterAll(async () => {
  for (const worker of running) await kill(worker);
  await rm(folder, { recursive: true, force: true });
});

async function startWorker(): Promise<ChildProcess> {
  const told: EncodeProcess = {
    connection: database.connection,
    passwords: rolePasswords(testSecret),
    filesRoot: join(folder, 'files'),
    chunkSeconds,
  };
  const program = join(root, 'tests/chaos/encode-process.ts');
  const worker = spawn(process.execPath, ['--no-warnings', program, JSON.stringify(told)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(worker);
  await Promise.race([
    once(worker.stdout, 'data'),
    once(worker, 'exit').then(() => Promise.reject(new Error('a worker did not start'))),
  ]);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  running.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

async function countOf(sql: string, mediaId: string): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(sql, [mediaId]);
  return rows[0]?.count ?? 0;
}

const claimed = `select count(*)::int as count from media.encode_chunks
  where asset_id = $1 and claimed_by is not null and done_at is null`;
const held = `select count(*)::int as count from media.assets where id = $1 and claimed_by is not null`;

test('a long video gets ready whichever of its workers are killed, each picture and each effect once', async () => {
  const sandbox = await detectSandbox();
  const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
  if (!found.ok) throw new Error(found.detail);
  const files = await openDiskFiles({ root: join(folder, 'files') });
  const { db, outbox, jobs, audit, quotas } = database;
  const world = mediaWorld({ db, outbox, jobs, audit, quotas, files, chunkSeconds });
  const clip = join(folder, 'clip.mp4');
  const shape = { durationSeconds: 40, width: 854, height: 480, framesPerSecond: 24 };
  const picture = { bits: 10 } as const;
  await found.value.makeClip({ output: clip, format: 'mp4', ...shape, picture });
  const ctx = database.tenantCtx({ roles: ['instructor'] });
  const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : id<'user'>('');
  const mediaId = await world.facade.ingest(ctx, {
    ownerId,
    path: clip,
    filename: 'clip.mp4',
    purpose: 'lecture-video',
  });

  // The first takes the video, the second helps; both die in the midst of a chunk.
  const first = await startWorker();
  await eventually(
    'the first to hold the video',
    async () => (await countOf(held, mediaId)) || undefined,
  );
  const second = await startWorker();
  await eventually('both to encode', async () =>
    (await countOf(claimed, mediaId)) === 2 ? true : undefined,
  );
  await kill(second);
  await startWorker();
  await kill(first);
  await startWorker();
  await eventually(
    'the video to be ready',
    async () => {
      const [media] = await world.facade.describe(ctx, { ids: [mediaId] });
      expect(media?.status).not.toBe('failed');
      return media?.status === 'ready' ? true : undefined;
    },
    150,
  );

  const { rows: tracks } = await database.owner.query(
    `select quality, (track->>'frames')::int as frames, jsonb_array_length(track->'segments') as segments
     from media.renditions where asset_id = $1 and kind = 'video' order by quality`,
    [mediaId],
  );
  expect(tracks).toEqual([
    { quality: '360p', frames: 960, segments: 10 },
    { quality: '480p', frames: 960, segments: 10 },
  ]);
  const { rows: events } = await database.owner.query(
    'select type from events.log where aggregateid = $1 order by position',
    [mediaId],
  );
  expect(events.map(({ type }) => type)).toEqual([
    'media.uploaded',
    'video.playable',
    'video.transcoded',
  ]);
  const left = 'select count(*)::int as count from media.encode_chunks where asset_id = $1';
  expect(await countOf(left, mediaId)).toBe(0);
  for await (const { key } of files.list(`media/${mediaId}/chunks/`)) expect.unreachable(key);
});
