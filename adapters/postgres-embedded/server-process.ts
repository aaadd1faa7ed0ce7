import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@edumaster/kernel';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { type Explanation, explainFailure } from './explain-failure.ts';
import { readPostmaster } from './postmaster-file.ts';
import { type Program, startProgram } from './program.ts';
import type { RunAs } from './run-as.ts';

/** Everything that one run of `postgres` needs; the same for every restart. */
export interface ServerSetup {
  readonly dataDir: string;
  readonly args: readonly string[];
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
  readonly log: Log;
}

/** The server ended before it was ready. */
export class StartFailed extends EmbeddedPostgresError {
  readonly explanation: Explanation;

  constructor(explanation: Explanation) {
    super(explanation.message);
    this.name = 'StartFailed';
    this.explanation = explanation;
  }
}

const pollMs = 15;
const stillStartingEveryMs = 5_000;

/**
 * Starts `postgres` and resolves when it accepts connections. There is no deadline while it lives:
 * recovery after a crash takes as long as the log is.
 * @param stopping stops the server even before it is ready
 * @throws StartFailed
 */
export async function startServer(setup: ServerSetup, stopping: AbortSignal): Promise<Program> {
  const { dataDir, log } = setup;
  const startedAfterSeconds = Math.floor(Date.now() / 1000) - 1;
  const program = await startProgram({
    command: setup.binaries.postgres,
    args: setup.args,
    binaries: setup.binaries,
    runAs: setup.runAs,
    onLine: (line) => passOn(line, log),
  });
  let hasEnded = false;
  void program.ended.then(() => (hasEnded = true));
  let sayAt = Date.now() + stillStartingEveryMs;
  while (!hasEnded) {
    if (stopping.aborted) program.kill('SIGINT');
    const postmaster = readPostmaster(dataDir);
    // In a container the number of a dead server is often given again: its file is not ours.
    const isOurs =
      postmaster?.pid === program.pid && postmaster.startedAtSeconds >= startedAfterSeconds;
    if (isOurs && postmaster.isReady && !stopping.aborted) return program;
    if (Date.now() > sayAt) {
      log.info({ pid: program.pid }, 'the database is still starting, most likely recovering');
      sayAt = Date.now() + stillStartingEveryMs;
    }
    await Promise.race([delay(pollMs), program.ended]);
  }
  throw new StartFailed(explainFailure(program.lastLines, dataDir));
}

/** Fast shutdown: sessions are ended, everything committed is on the disk. */
export async function stopServer(program: Program, log: Log): Promise<void> {
  const patience = new AbortController();
  const late = delay(60_000, undefined, { signal: patience.signal }).then(
    () => {
      log.warn({ pid: program.pid }, 'the database did not stop in 60 s and is stopped at once');
      program.kill('SIGQUIT');
    },
    () => undefined,
  );
  program.kill('SIGINT');
  await program.ended;
  patience.abort();
  await late;
}

function passOn(line: string, log: Log): void {
  const [, severity, message] = /^([A-Z]+): +(.*)$/.exec(line) ?? [];
  const fields = { source: 'postgres' };
  if (severity === 'PANIC') log.error(fields, message ?? line);
  else if (severity === 'FATAL' || severity === 'WARNING') log.warn(fields, message ?? line);
  // Failed statements are answered to whoever sent them, who knows whether that is a problem.
  else log.debug(fields, message ?? line);
}
