import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@edumaster/kernel';
import { EmbeddedPostgresError } from './errors.ts';

/** What `postmaster.pid` says; the file is Postgres's own, and only Postgres may delete it. */
export interface Postmaster {
  readonly pid: number;
  readonly startedAtSeconds: number;
  readonly port: number;
  /** Folder of its unix socket. */
  readonly socketDir: string;
  /** The eighth line, the one that `pg_ctl --wait` reads too. */
  readonly isReady: boolean;
}

const fastShutdownMs = 30_000;
const immediateShutdownMs = 5_000;

export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    // A standalone backend writes its pid with a minus.
    if (!(pid > 0)) return undefined;
    return {
      pid,
      startedAtSeconds: Number(lines[2]),
      port: Number(lines[3]),
      socketDir: lines[4] ?? '',
      isReady: lines[7]?.trim() === 'ready',
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Stops a server of this data directory that has outlived the program that started it. It is stopped
 * rather than adopted, since a server that is not our child tells nobody when it dies.
 */
export async function stopOrphan(dataDir: string, log: Log): Promise<void> {
  const postmaster = readPostmaster(dataDir);
  if (!postmaster || !isServerOf(postmaster.pid, dataDir)) return;
  const { pid } = postmaster;
  log.warn({ pid }, 'stopping a database server that a previous run has left behind');
  if (await endedAfter(pid, 'SIGINT', { dataDir, withinMs: fastShutdownMs })) return;
  if (await endedAfter(pid, 'SIGQUIT', { dataDir, withinMs: immediateShutdownMs })) return;
  throw new EmbeddedPostgresError(
    `A database server of a previous run (process ${pid}) still uses ${dataDir} and does not stop: ` +
      `end it with "kill -QUIT ${pid}" and start again`,
  );
}

async function endedAfter(
  pid: number,
  signal: NodeJS.Signals,
  { dataDir, withinMs }: { dataDir: string; withinMs: number },
): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!isServerOf(pid, dataDir)) return true;
    await delay(20);
  }
  return false;
}

/** A server works in its data directory, which a process that was given a stale number does not. */
function isServerOf(pid: number, dataDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return false;
  }
}
