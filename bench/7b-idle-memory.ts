// Bar 7b: memory of the idle installation (pages, API and workers; Postgres apart), against a bare
// Node process.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { list, median } from './median.ts';
import { type MeasuredProcess, processTree } from './process-tree.ts';
import { startInstallation } from './started-installation.ts';

const rounds = 5;
const pages = ['/', '/courses', '/courses/web-video-from-first-principles', '/api/v1/categories'];
const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The account that runs Postgres must pass, or the database would lie elsewhere and stay.
chmodSync(folder, 0o755);

const isPostgres = ({ command }: MeasuredProcess) => /postgres/.test(command.split(' ')[0] ?? '');
const megabytes = (processes: readonly MeasuredProcess[]) =>
  processes.reduce((sum, { pssKilobytes }) => sum + pssKilobytes, 0) / 1024;

const installation = await startInstallation(join(folder, 'data'));
const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
try {
  // As after a morning's work: fifty visits of each page, then quiet.
  for (let visit = 0; visit < 50; visit += 1) {
    for (const page of pages) await (await fetch(installation.url + page)).arrayBuffer();
  }
  await pause(60_000);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const tree = processTree(installation.child.pid ?? 0);
    ours.push(megabytes(tree.filter((process) => !isPostgres(process))));
    theirs.push(megabytes(processTree(bare.pid ?? 0)));
    if (round === rounds) for (const process of tree) console.log(describe(process));
    await pause(1_000);
  }
  console.log(`all processes but Postgres: ${list(ours)} MB`);
  console.log(`a bare node process:        ${list(theirs)} MB`);
  const ratio = median(ours) / median(theirs);
  console.log(
    `7b ${median(ours).toFixed(0)} MB (bar: at most 200), ${ratio.toFixed(1)}x a bare node`,
  );
} finally {
  bare.kill();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}

function describe({ pssKilobytes, command }: MeasuredProcess): string {
  return `  ${(pssKilobytes / 1024).toFixed(1).padStart(7)} MB  ${command.slice(0, 90)}`;
}
