import { spawn } from 'node:child_process';
import { silentLog } from '@edumaster/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installBinaries } from './binaries.ts';
import type { Connection } from './index.ts';
import { readPostmaster } from './postmaster-file.ts';
import { chooseRunAs, spawnAs } from './run-as.ts';
import type { ServerSetup } from './server-process.ts';
import { serverArguments } from './settings.ts';
import { supervise } from './supervisor.ts';
import { eventually, isAlive, query, ServerFolder } from './testing/server-folder.ts';

let folder: ServerFolder;
let connection: Connection;
let setup: ServerSetup;
beforeEach(async () => {
  folder = new ServerFolder();
  const { dataDir } = folder;
  const made = await folder.start();
  await made.stop();
  ({ connection } = made);
  const { host: socketDir, port } = connection;
  const runAs = chooseRunAs(dataDir);
  const args = serverArguments({ dataDir, socketDir, port, profile: 'test', settings: {} });
  setup = { dataDir, args, binaries: installBinaries(runAs), runAs, log: silentLog };
});
afterEach(() => folder.remove());

test('a server that nobody owns any more is stopped, and its data is taken over', async () => {
  const orphan = startUnsupervised();
  await eventually('it is ready', () => readPostmaster(folder.dataDir)?.isReady === true);
  await query(connection, 'create table kept as select 42 as answer');

  const supervisor = await supervise(setup);
  expect(await query(connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect(folder.serverPid()).not.toBe(orphan);
  await eventually('the orphan has ended', () => !isAlive(orphan));
  await supervisor.stop();
});

test('a server that dies over and over is given up, and that is reported', async () => {
  const supervisor = await supervise(setup, { limit: 2, withinMs: 60_000 });
  const killed = new Set<number>();
  let end: unknown;
  void supervisor.ended.then((reported) => (end = reported));
  await eventually('the supervisor gives up', () => {
    const pid = readPostmaster(folder.dataDir)?.pid;
    if (pid !== undefined && !killed.has(pid)) process.kill(pid, 'SIGKILL');
    if (pid !== undefined) killed.add(pid);
    return end !== undefined;
  });
  expect(killed.size).toBeGreaterThan(1);
  await supervisor.stop();
});

function startUnsupervised(): number {
  const server = spawn(setup.binaries.postgres, setup.args, {
    cwd: '/',
    detached: true,
    env: setup.binaries.environment,
    stdio: 'ignore',
    ...spawnAs(setup.runAs),
  });
  server.unref();
  return server.pid ?? 0;
}
