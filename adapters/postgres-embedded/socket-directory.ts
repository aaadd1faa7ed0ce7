import { lstatSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { makeOwnedDirectory } from './owned-directory.ts';
import type { RunAs } from './run-as.ts';
import { shortHash } from './state-folder.ts';

/** Names only the socket's file: the directory is private and there is no TCP port to clash. */
export const socketPort = 5432;

/** `sun_path` of unix(7) holds 108 bytes with the closing zero. */
const longestSocketPath = 107;

/** Makes the server's private socket directory: the wanted one, or a short one when that is too long. */
export async function makeSocketDirectory(
  wanted: string,
  runAs: RunAs | undefined,
): Promise<string> {
  if (fits(wanted)) return ownedOrFail(wanted, runAs);
  const short = `/tmp/edumaster-${shortHash(wanted)}`;
  const entry = lstatSync(short, { throwIfNoEntry: false });
  const owner = runAs?.uid ?? process.getuid?.();
  // In /tmp anyone may have taken the name first: then one that cannot be foreseen.
  const isOurs = !entry || (entry.isDirectory() && entry.uid === owner);
  return ownedOrFail(isOurs ? short : await mkdtemp('/tmp/edumaster-'), runAs);
}

function fits(directory: string): boolean {
  return Buffer.byteLength(`${directory}/.s.PGSQL.${socketPort}`) <= longestSocketPath;
}

async function ownedOrFail(directory: string, runAs: RunAs | undefined): Promise<string> {
  if (await makeOwnedDirectory(directory, runAs)) return directory;
  throw new EmbeddedPostgresError(`The folder ${directory} cannot be made private to Postgres`);
}
