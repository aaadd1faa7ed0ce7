import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Binaries } from './binaries.ts';
import { type RunAs, spawnAs } from './run-as.ts';

/** How a Postgres program ended: exactly one of the two is set. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A running Postgres program, whose last lines are kept to explain its end. */
export interface Program {
  readonly pid: number;
  readonly ended: Promise<ProgramEnd>;
  readonly lastLines: readonly string[];
  kill(signal: NodeJS.Signals): void;
}

export interface ProgramStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
  readonly onLine?: (line: string) => void;
}

const keptLines = 40;
const lastLinesMs = 500;

/**
 * Starts a Postgres program that does not outlive us: the kernel interrupts it when the thread that
 * called this ends, however that happens. It has a session of its own, so that Ctrl-C reaches only
 * us and the database stops last.
 */
export function startProgram(start: ProgramStart): Promise<Program> {
  const hasSetpriv = canSetDeathSignal();
  const [command, args] = hasSetpriv
    ? ['setpriv', ['--pdeathsig', 'INT', '--', start.command, ...start.args]]
    : [start.command, start.args];
  const child = spawn(command, args, {
    cwd: '/',
    detached: true,
    env: start.binaries.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...spawnAs(start.runAs),
  });
  const lastLines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      start.onLine?.(line);
    });
  }
  const ended = new Promise<ProgramEnd>((resolve) => {
    const end = (code: number | null, signal: string | null) => resolve({ code, signal });
    // `close` comes after the last line, but the sessions of a killed server can hold it back.
    child.once('close', end);
    child.once('exit', (code, signal) => setTimeout(end, lastLinesMs, code, signal).unref());
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      const pid = child.pid ?? 0;
      if (!hasSetpriv) endWithUs(pid, child, start.runAs);
      resolve({ pid, ended, lastLines, kill: (signal) => void child.kill(signal) });
    });
  });
}

let deathSignalWorks: boolean | undefined;

function canSetDeathSignal(): boolean {
  deathSignalWorks ??= spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;
  return deathSignalWorks;
}

/**
 * Without util-linux's setpriv: a shell that reads a pipe of ours until our end closes it, which the
 * kernel does even on `kill -9`.
 */
function endWithUs(pid: number, child: ChildProcess, runAs: RunAs | undefined): void {
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    cwd: '/',
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    ...spawnAs(runAs),
  });
  watcher.unref();
  // Its number may be given to another process by then: the watcher goes first.
  child.once('exit', () => watcher.kill('SIGKILL'));
}
