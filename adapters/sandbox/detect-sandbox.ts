import { runProgram } from './run-program.ts';
import { type Sandbox, type SandboxLevel, sandboxLevels } from './sandbox.ts';

export interface DetectOptions {
  /** Levels to try, the strongest first; all if not given. */
  readonly levels?: readonly SandboxLevel[];
}

/** No level works, not even limits; the message says what to install. */
export class SandboxUnavailable extends Error {
  override readonly name = 'SandboxUnavailable';
}

/**
 * The strongest sandbox that really starts a program on this machine. Whether its level is enough
 * is for the composition to decide.
 */
export async function detectSandbox(options: DetectOptions = {}): Promise<Sandbox> {
  const failures: string[] = [];
  for (const level of options.levels ?? sandboxLevels) {
    const failure = await failureOf(level);
    if (failure === undefined) return { level, run: (program) => runProgram(level, program) };
    failures.push(`${level}: ${failure}`);
  }
  throw new SandboxUnavailable(
    'No sandbox for the encoder works here. Install util-linux (setpriv, prlimit, unshare), and ' +
      `bubblewrap for the strongest one. ${failures.join('; ')}`,
  );
}

const smallLimits = {
  cpuSeconds: 5,
  wallSeconds: 10,
  memoryBytes: 256 * 1024 ** 2,
  fileBytes: 1024 ** 2,
};

/** Containers often forbid namespaces or a new /proc: only a trial tells. */
async function failureOf(level: SandboxLevel): Promise<string | undefined> {
  try {
    const exit = await runProgram(level, {
      command: '/bin/sh',
      args: ['-c', 'test -r /proc/self/status && : < /dev/urandom'],
      readable: [],
      writable: [],
      limits: smallLimits,
    });
    if (exit.code === 0) return undefined;
    return exit.stderrTail.trim() || `exit status ${exit.code ?? exit.signal}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
