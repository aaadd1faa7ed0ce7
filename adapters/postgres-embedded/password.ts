import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { superuser } from './initdb.ts';
import { type RunAs, spawnAs } from './run-as.ts';

/** The superuser's password, readable by the program's own account only; undefined when lost. */
export async function readPassword(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a password that is on the disk before the database knows it. */
export async function createPassword(file: string): Promise<string> {
  const password = randomBytes(32).toString('base64url');
  const unfinished = await open(`${file}.new`, 'w', 0o600);
  await unfinished.chmod(0o600);
  await unfinished.writeFile(`${password}\n`);
  await unfinished.sync();
  await unfinished.close();
  await rename(`${file}.new`, file);
  const folder = await open(dirname(file));
  await folder.sync();
  await folder.close();
  return password;
}

/** Tells a stopped database its new password, in the single-user mode that asks for none. */
export async function resetPassword(options: {
  readonly dataDir: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
}): Promise<void> {
  const single = spawn(options.binaries.postgres, ['--single', '-D', options.dataDir, 'postgres'], {
    cwd: '/',
    env: options.binaries.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...spawnAs(options.runAs),
  });
  let output = '';
  single.stderr.on('data', (chunk) => (output += String(chunk)));
  // The password is of our own making and holds no quote.
  single.stdin.end(`alter role ${superuser} password '${options.password}'\n`);
  const code = await new Promise((resolve, reject) => {
    single.once('error', reject);
    single.once('close', resolve);
  });
  // Single-user mode answers 0 to a statement that failed.
  if (code === 0 && !/ERROR|FATAL|PANIC/.test(output)) return;
  throw new EmbeddedPostgresError(
    `The file with the database's password is gone, and it could not be set anew: ${output.trim()}`,
  );
}
