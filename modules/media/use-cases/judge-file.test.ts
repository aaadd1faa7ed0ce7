import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '@edumaster/disk-files';
import { type Ctx, id } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { eicar } from '@edumaster/virus-scan';
import { FakeVirusScanner } from '@edumaster/virus-scan/fake';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { mediaWorld, serveMedia } from '../testing/media-world.ts';
import { pdfOf } from '../testing/strange-files.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

let folder: string;
let world: ReturnType<typeof mediaWorld>;
const scanner = new FakeVirusScanner({ maxBytes: 1024 ** 2 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'judge-'));
  const files = await openDiskFiles({ root: join(folder, 'files') });
  const { db, outbox, jobs, audit, quotas } = database;
  world = mediaWorld({ db, outbox, jobs, files, audit, quotas, scanner });
});
beforeEach(() => {
  scanner.isAway = false;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function uploaded(content: Buffer): Promise<{ ctx: Ctx; mediaId: string }> {
  const ctx = database.tenantCtx({ roles: ['student'] });
  const path = join(folder, 'paper.pdf');
  await writeFile(path, content);
  const ownerId = id<'user'>(ctx.actor.kind === 'user' ? ctx.actor.userId : '');
  const file = { ownerId, path, filename: 'paper.pdf', purpose: 'kyc-document' } as const;
  return { ctx, mediaId: await world.facade.ingest(ctx, file) };
}

async function stateOf({ mediaId }: { mediaId: string }) {
  const { rows } = await database.owner.query(
    'select status, error_code as code from media.assets where id = $1',
    [mediaId],
  );
  return rows[0];
}

async function waitingJobs(mediaId: string): Promise<{ key: string; isLater: boolean }[]> {
  const { rows } = await database.owner.query(
    `select key, run_at > now() as "isLater" from graphile_worker.jobs where key like '%' || $1`,
    [mediaId],
  );
  return rows;
}

describe('a file that is scanned', () => {
  it('and clean is kept', async () => {
    const file = await uploaded(pdfOf(''));
    await world.judge.run(file.ctx, file);
    expect(await stateOf(file)).toEqual({ status: 'ready', code: null });
  });

  it('and infected ends with that as its reason, and is gone', async () => {
    const file = await uploaded(pdfOf('', Buffer.from(`% ${eicar}\n`)));
    await world.judge.run(file.ctx, file);
    expect(await stateOf(file)).toEqual({ status: 'failed', code: 'file_infected' });
    const files = await openDiskFiles({ root: join(folder, 'files') });
    expect(await files.stat(`private/${file.mediaId}/source`)).toBeUndefined();
  });

  it('and too large for the scanner is refused rather than kept unseen', async () => {
    const file = await uploaded(pdfOf('', Buffer.from('% padding\n'.repeat(150_000))));
    await world.judge.run(file.ctx, file);
    expect(await stateOf(file)).toEqual({ status: 'failed', code: 'too_large_to_scan' });
  });

  it('waits for a scanner that is away, however long, and is asked about again', async () => {
    const file = await uploaded(pdfOf(''));
    scanner.isAway = true;
    for (let round = 0; round < 3; round += 1) await world.judge.run(file.ctx, file);
    expect(await stateOf(file)).toEqual({ status: 'processing', code: null });
    const key = `media.judge-file:${file.mediaId}`;
    expect(await waitingJobs(file.mediaId)).toEqual([{ key, isLater: true }]);
    scanner.isAway = false;
    await world.judge.run(file.ctx, file);
    expect(await stateOf(file)).toEqual({ status: 'ready', code: null });
  });
});

describe('whether files are scanned', () => {
  const ask = async (given: ReturnType<typeof mediaWorld>, roles: string[]) => {
    const app = await serveMedia(given, () => database.tenantCtx({ roles }));
    const answer = await app.inject({ url: '/api/v1/admin/virus-scanner' });
    await app.close();
    return { status: answer.statusCode, ...answer.json() };
  };

  it('is told to those who run the platform', async () => {
    expect(await ask(world, ['admin'])).toMatchObject({
      scanner: { name: scanner.name, isThere: true, detail: 'fake 1' },
    });
    scanner.isAway = true;
    expect(await ask(world, ['admin'])).toMatchObject({
      scanner: { isThere: false, detail: expect.stringMatching(/no verdict/) },
    });
    expect(await ask(world, ['instructor'])).toMatchObject({ status: 403 });
  });

  it('is told when they are not', async () => {
    const { db, outbox, jobs, audit, quotas } = database;
    const files = await openDiskFiles({ root: join(folder, 'others') });
    const without = mediaWorld({ db, outbox, jobs, files, audit, quotas });
    expect(await ask(without, ['admin'])).toMatchObject({ scanner: null });
  });
});
