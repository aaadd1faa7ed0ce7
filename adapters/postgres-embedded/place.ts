import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { makeOwnedDirectory } from './owned-directory.ts';
import { mayEnter, type RunAs } from './run-as.ts';
import { shortHash, stateFolder } from './state-folder.ts';

/** Where one installation's database really is. */
export interface Place {
  readonly dataDir: string;
  readonly passwordFile: string;
  readonly socketDir: string;
}

/** The data directory by its one real name, although it may not exist yet. */
export async function realDataDir(dataDir: string): Promise<string> {
  await mkdir(dirname(dataDir), { recursive: true });
  return join(realpathSync(dirname(dataDir)), basename(dataDir));
}

/**
 * Makes the data directory. Where the server's account cannot pass (a checkout below /root) or the
 * file system keeps no owners, it lies in the state folder, and a symbolic link in the checkout says
 * so: whoever deletes the checkout's data also starts with an empty database.
 * @param named from `realDataDir`
 */
export async function makePlace(named: string, runAs: RunAs | undefined): Promise<Place> {
  const entry = lstatSync(named, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink()) return placeAt(followLink(named), runAs);
  const isReachable = !runAs || mayEnter(runAs, dirname(named));
  if (isReachable && (await makeOwnedDirectory(named, runAs))) return placeAt(named, runAs);
  return placeAt(await moveToState(named), runAs);
}

/** Where an installation's database is, without making anything. */
export function findPlace(dataDir: string): Place {
  return pathsOf(existsSync(dataDir) ? realpathSync(dataDir) : dataDir);
}

function pathsOf(dataDir: string): Place {
  return { dataDir, passwordFile: `${dataDir}-password`, socketDir: `${dataDir}-socket` };
}

async function placeAt(dataDir: string, runAs: RunAs | undefined): Promise<Place> {
  if (!(await makeOwnedDirectory(dataDir, runAs))) {
    throw new EmbeddedPostgresError(
      `The data directory ${dataDir} cannot be given to the account that runs Postgres`,
    );
  }
  return pathsOf(dataDir);
}

function followLink(named: string): string {
  try {
    return realpathSync(named);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${named} points to a database that is gone. Put it back, or delete the link to start with ` +
        'an empty database',
      { cause },
    );
  }
}

async function moveToState(named: string): Promise<string> {
  const folder = stateFolder(shortHash(named));
  const target = join(folder, basename(named));
  // No link led here, so this belonged to data of the same path that its owner has deleted since.
  if (lstatSync(target, { throwIfNoEntry: false })) await rename(folder, `${folder}.${Date.now()}`);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const existing = lstatSync(named, { throwIfNoEntry: false });
  if (existing && readdirSync(named).length > 0) await moveExisting(named, target);
  else if (existing) await rmdir(named);
  await rm(named, { force: true });
  await symlink(target, named);
  return target;
}

async function moveExisting(named: string, target: string): Promise<void> {
  try {
    // A missing password is set anew at the start, a missing database is not: it goes last.
    const password = `${named}-password`;
    if (existsSync(password)) await rename(password, `${target}-password`);
    await rename(named, target);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The account that runs Postgres cannot reach ${named} any more, and it could not be moved to ` +
        `${target}: open the folders above it, or move it there and link to it`,
      { cause },
    );
  }
}
