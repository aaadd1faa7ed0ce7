import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const launch = join(import.meta.dirname, 'testing/launch.mjs');
const stub = join(import.meta.dirname, 'testing/stub-server.mjs');
let folder;
let journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run server '));
  journal = join(folder, 'journal');
});
afterEach(() => {
  const pid = /pid (\d+)/.exec(read())?.[1];
  if (pid && isAlive(Number(pid))) process.kill(Number(pid), 'SIGKILL');
  rmSync(folder, { recursive: true });
});

test('the launcher passes the exit status on', async () => {
  const launcher = await start('7');
  process.kill(serverPid(), 'SIGTERM');
  expect(await launcher.exit).toBe(7);
});

test('the launcher passes one Ctrl-C on, although the terminal and npm both send it', async () => {
  const launcher = await start('0');
  process.kill(-launcher.pid, 'SIGINT');
  process.kill(launcher.pid, 'SIGINT');
  expect(await launcher.exit).toBe(0);
  expect(events()).toEqual(['SIGINT', 'ended']);
});

test('the launcher stops the server when it is killed itself', async () => {
  const launcher = await start('0');
  process.kill(launcher.pid, 'SIGKILL');
  await vi.waitFor(() => expect(events()).toContain('ended'), 4000);
  expect(events()).toEqual(['SIGTERM', 'ended']);
});

test('a second Ctrl-C does not wait for a server that hangs', async () => {
  const launcher = await start('never');
  process.kill(launcher.pid, 'SIGINT');
  const again = setInterval(() => process.kill(launcher.pid, 'SIGINT'), 800);
  expect(await launcher.exit).toBe(137);
  clearInterval(again);
  expect(events()).toEqual(['SIGINT']);
});

test('the server stops when npm, two processes above the launcher, is killed', async () => {
  // The shell must not replace itself by the launcher, as some shells would.
  const command = `"${process.execPath}" "${launch}" "${stub}" "${journal}" 0; true`;
  const script = `require('node:child_process').spawn('sh', ['-c', process.argv[1]])`;
  const npm = spawn(process.execPath, ['-e', script, command], { stdio: 'ignore' });
  await vi.waitFor(serverPid, 5000);
  npm.kill('SIGKILL');
  await vi.waitFor(() => expect(events()).toEqual(['SIGTERM', 'ended']), 5000);
});

/** In a process group of its own, as a terminal gives it. */
async function start(status) {
  const args = [launch, stub, journal, status];
  const child = spawn(process.execPath, args, { detached: true, stdio: 'inherit' });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  await vi.waitFor(serverPid, 5000);
  return { pid: child.pid, exit };
}

function read() {
  return existsSync(journal) ? readFileSync(journal, 'utf8') : '';
}

function serverPid() {
  const [, pid] = /pid (\d+)\n/.exec(read()) ?? [];
  if (pid === undefined) throw new Error('the server has not started');
  return Number(pid);
}

function events() {
  return read().trim().split('\n').slice(1);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
