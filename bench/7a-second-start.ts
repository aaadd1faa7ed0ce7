// Bar 7a: the second start, from the command to the first page, against initdb and an empty Node
// process, which nothing that brings a Postgres of its own can do without.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@edumaster/kernel';
import { startEmbeddedPostgres } from '@edumaster/postgres-embedded';
import { list, median } from './median.ts';
import { startInstallation } from './started-installation.ts';

const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The account that runs Postgres must pass, or the database would lie elsewhere and stay.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function initdbAndNode(round: number): Promise<void> {
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, `empty-${round}`, 'postgres'),
    log: silentLog,
  });
  await postgres.stop();
  spawnSync(process.execPath, ['-e', '']);
}

try {
  const first = await startInstallation(dataDir);
  await first.stop();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    theirs.push(await milliseconds(() => initdbAndNode(round)));
    let started: Awaited<ReturnType<typeof startInstallation>> | undefined;
    ours.push(await milliseconds(async () => (started = await startInstallation(dataDir))));
    await started?.stop();
  }
  console.log(`initdb, start, stop, and an empty node: ${list(theirs)} ms`);
  console.log(`second start to the first page:         ${list(ours)} ms`);
  console.log(`7a ratio ${(median(ours) / median(theirs)).toFixed(2)} (bar: at most 3)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
