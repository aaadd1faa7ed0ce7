import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A program that ran to its end. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** The whole environment, besides what a program needs to be found. */
  readonly env: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string;
}

/** The server, where it is expected to end by itself. */
export function runServer(options: ProgramOptions): Promise<Ended> {
  return run(join(root, 'node_modules/.bin/node'), ['apps/server/dist/main.js'], options);
}

/** What `npm start` runs. */
export function runLauncher(options: ProgramOptions): Promise<Ended> {
  return run(process.execPath, ['scripts/start.mjs'], options);
}

/** What `npx edumaster` runs in the checkout. */
export function edumaster(args: readonly string[], options: ProgramOptions): Promise<Ended> {
  return run(join(root, 'node_modules/.bin/edumaster'), args, options);
}

async function run(
  command: string,
  args: readonly string[],
  { env, input = '' }: ProgramOptions,
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    stdio: 'pipe',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // One that ends at once may not read what it is given.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { status, stdout, stderr };
}
