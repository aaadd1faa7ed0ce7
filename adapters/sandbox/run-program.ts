import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import { commandLineFor } from './command-lines.ts';
import type { SandboxedExit, SandboxedProgram, SandboxLevel } from './sandbox.ts';

const stderrTailBytes = 8192;

/** Runs one program at one level. */
export async function runProgram(
  level: SandboxLevel,
  program: SandboxedProgram,
): Promise<SandboxedExit> {
  program.signal?.throwIfAborted();
  refuseRelativePaths(program);
  const scratch = await mkdtemp(join(tmpdir(), 'edumaster-sandbox-'));
  try {
    return await finished(start(commandLineFor(level, { program, scratch }), program), program);
  } finally {
    await rmdir(scratch);
  }
}

function refuseRelativePaths(program: SandboxedProgram): void {
  const named = [program.command, ...program.readable, ...program.writable];
  const relative = named.find((path) => !isAbsolute(path));
  if (relative !== undefined) throw new Error(`the sandbox needs absolute paths: ${relative}`);
}

/** `detached` gives it a process group of its own, which is killed as a whole. */
function start(commandLine: readonly string[], program: SandboxedProgram): ChildProcess {
  const [command, ...args] = commandLine;
  if (command === undefined) throw new Error('an empty command line');
  return spawn(command, args, {
    cwd: '/',
    detached: true,
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/',
      LANG: 'C.UTF-8',
      ...program.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function finished(child: ChildProcess, program: SandboxedProgram): Promise<SandboxedExit> {
  const { promise, resolve, reject } = Promise.withResolvers<SandboxedExit>();
  let stderrTail = '';
  let isTimedOut = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-stderrTailBytes);
  });
  forwardLines(child, program);
  const kill = (): void => killTree(child);
  const timer = setTimeout(() => {
    isTimedOut = true;
    kill();
  }, program.limits.wallSeconds * 1000);
  program.signal?.addEventListener('abort', kill, { once: true });
  child.once('error', reject);
  // `close` comes after all descendants have closed their ends of the pipes, `exit` before.
  child.once('close', (code, signal) => {
    if (program.signal?.aborted) return reject(program.signal.reason);
    resolve({ code, signal, stderrTail, isTimedOut });
  });
  return promise.finally(() => {
    clearTimeout(timer);
    program.signal?.removeEventListener('abort', kill);
  });
}

function forwardLines(child: ChildProcess, program: SandboxedProgram): void {
  if (!child.stdout) return;
  const { onStdoutLine } = program;
  if (!onStdoutLine) {
    child.stdout.resume();
    return;
  }
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', onStdoutLine);
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
