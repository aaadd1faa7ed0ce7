import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { findFfmpeg } from '@edumaster/ffmpeg';
import { detectSandbox } from '@edumaster/sandbox';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { openStorm, type OpenStorm } from './open-storm.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

// The same in thousands is `npm run chaos`.
describe('damaged files', { timeout: 180_000 }, () => {
  let folder: string;
  let storm: OpenStorm;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edumaster-storm-'));
    const files = await openDiskFiles({ root: join(folder, 'files') });
    const sandbox = await detectSandbox();
    const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    const { db, outbox, jobs, audit, quotas } = database;
    const ctx = database.tenantCtx({ roles: ['instructor'] });
    const there = { files, folder, ctx, encoder: found.value };
    storm = await openStorm({ db, outbox, jobs, audit, quotas, ...there });
  });
  afterAll(async () => {
    await storm.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('that were pictures are refused with a reason, or come out as pictures', async () => {
    const { published, refused } = await storm.images({ count: 90, seed: 24 });
    expect(published).toBeGreaterThan(0);
    expect(Object.keys(refused).length).toBeGreaterThan(1);
  });

  it('that were videos are refused with a reason, or come out as videos', async () => {
    const { published, refused } = await storm.videos({ count: 8, seed: 24 });
    expect(published).toBeGreaterThan(0);
    expect(Object.keys(refused).length).toBeGreaterThan(1);
  });
});
