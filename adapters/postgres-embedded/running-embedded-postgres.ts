import { superuser } from './initdb.ts';
import { readPassword } from './password.ts';
import { findPlace } from './place.ts';
import { readPostmaster } from './postmaster-file.ts';
import { type Connection, databaseName } from './start-embedded-postgres.ts';

/**
 * How to reach the server that another program runs on this data directory, for commands that work
 * beside it. Undefined when there is none, or when its password is not ours to read.
 */
export async function runningEmbeddedPostgres({
  dataDir,
}: {
  dataDir: string;
}): Promise<Connection | undefined> {
  const place = findPlace(dataDir);
  const password = await readPassword(place.passwordFile);
  const postmaster = readPostmaster(place.dataDir);
  if (!password || !postmaster) return undefined;
  const { port, socketDir } = postmaster;
  return { host: socketDir, port, user: superuser, password, database: databaseName };
}
