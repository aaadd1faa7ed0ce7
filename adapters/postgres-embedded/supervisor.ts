import { setTimeout as delay } from 'node:timers/promises';
import { stopOrphan } from './postmaster-file.ts';
import type { Program, ProgramEnd } from './program.ts';
import { type ServerSetup, StartFailed, startServer, stopServer } from './server-process.ts';

/** A server that is started again when it dies. */
export interface Supervisor {
  stop(): Promise<void>;
  /** Resolves when the server ended unasked and could not be brought back. */
  readonly ended: Promise<ProgramEnd>;
}

interface Watch {
  readonly setup: ServerSetup;
  readonly policy: RestartPolicy;
  readonly stopping: AbortSignal;
  program: Program;
  /** Times of the recent deaths, failed restarts among them. */
  deaths: number[];
}

/** When deaths are a storm, which more restarts would only feed. */
export interface RestartPolicy {
  readonly limit: number;
  readonly withinMs: number;
}

const firstStartMs = 10_000;
const usualPolicy: RestartPolicy = { limit: 8, withinMs: 60_000 };
const longestPauseMs = 10_000;

/** @throws StartFailed when the first start fails */
export async function supervise(
  setup: ServerSetup,
  policy: RestartPolicy = usualPolicy,
): Promise<Supervisor> {
  const stopping = new AbortController();
  const program = await startFirst(setup, stopping.signal);
  const watch: Watch = { setup, policy, stopping: stopping.signal, program, deaths: [] };
  const givenUp = keepRunning(watch);
  let stopped: Promise<void> | undefined;
  return {
    stop: () => (stopped ??= stopWatching(watch, stopping, givenUp)),
    // Asked to stop, it has not ended unasked: then this never resolves.
    ended: new Promise((resolve) => {
      void givenUp.then((end) => end && resolve(end));
    }),
  };
}

/** A leftover of the last run (not yet reaped, memory not yet freed) goes away within seconds. */
async function startFirst(setup: ServerSetup, stopping: AbortSignal): Promise<Program> {
  const deadline = Date.now() + firstStartMs;
  for (;;) {
    await stopOrphan(setup.dataDir, setup.log);
    try {
      return await startServer(setup, stopping);
    } catch (error) {
      const isPassing = error instanceof StartFailed && error.explanation.kind === 'passing';
      if (!isPassing || Date.now() > deadline) throw error;
      setup.log.debug({ err: error }, 'the database did not start yet');
      await delay(250);
    }
  }
}

async function keepRunning(watch: Watch): Promise<ProgramEnd | undefined> {
  for (;;) {
    const end = await watch.program.ended;
    if (watch.stopping.aborted) return undefined;
    watch.setup.log.error({ ...end }, 'the database server ended unasked, starting it again');
    const next = await bringBack(watch);
    if (!next) return watch.stopping.aborted ? undefined : end;
    watch.program = next;
    // Asked to stop just as it came back, when the one to be stopped was still the old one.
    if (watch.stopping.aborted) await stopServer(next, watch.setup.log);
    watch.setup.log.info({ pid: next.pid }, 'the database server is back');
  }
}

async function bringBack(watch: Watch): Promise<Program | undefined> {
  while (!isStorm(watch)) {
    await pause(watch, Math.min(longestPauseMs, 100 * 2 ** watch.deaths.length));
    if (watch.stopping.aborted) return undefined;
    try {
      return await startServer(watch.setup, watch.stopping);
    } catch (error) {
      if (watch.stopping.aborted) return undefined;
      watch.setup.log.error({ err: error }, 'the database server could not be started again');
      if (!(error instanceof StartFailed) || error.explanation.kind === 'permanent')
        return undefined;
      // Someone will free space, and then it must come back by itself: this is not a storm.
      if (error.explanation.kind === 'disk') {
        watch.deaths = [];
        await pause(watch, longestPauseMs);
      }
    }
  }
  watch.setup.log.error({ ...watch.policy }, 'the database server keeps ending: giving up');
  return undefined;
}

function isStorm(watch: Watch): boolean {
  const now = Date.now();
  watch.deaths = [...watch.deaths.filter((at) => now - at < watch.policy.withinMs), now];
  return watch.deaths.length > watch.policy.limit;
}

async function pause(watch: Watch, milliseconds: number): Promise<void> {
  await delay(milliseconds, undefined, { signal: watch.stopping }).catch(() => undefined);
}

async function stopWatching(
  watch: Watch,
  stopping: AbortController,
  givenUp: Promise<unknown>,
): Promise<void> {
  stopping.abort();
  await stopServer(watch.program, watch.setup.log);
  await givenUp;
}
