import type { Log } from '@edumaster/kernel';
import { Client, DatabaseError } from 'pg';
import { installBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { initdb, isInitialised, superuser } from './initdb.ts';
import { type Lock, takeLock } from './lock.ts';
import { createPassword, readPassword, resetPassword } from './password.ts';
import { makePlace, realDataDir } from './place.ts';
import { stopOrphan } from './postmaster-file.ts';
import type { ProgramEnd } from './program.ts';
import { chooseRunAs } from './run-as.ts';
import type { ServerSetup } from './server-process.ts';
import { type Profile, serverArguments } from './settings.ts';
import { makeSocketDirectory, socketPort } from './socket-directory.ts';
import { supervise } from './supervisor.ts';

export interface Connection {
  /** Directory of the unix socket; `pg` takes it as a host. The server has no TCP port. */
  readonly host: string;
  readonly port: number;
  /** A superuser. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly connection: Connection;
  /** Of the server, for example `18.4`. */
  readonly version: string;
  /** Fast shutdown: ends all sessions, keeps everything committed, frees the data directory. */
  stop(): Promise<void>;
  /** Resolves when the server ended unasked and could not be brought back. */
  readonly ended: Promise<ProgramEnd>;
}

export interface EmbeddedPostgresOptions {
  /** Made when it does not exist; its password and socket lie beside it. */
  readonly dataDir: string;
  /** `durable` unless given; `test` loses data in a crash. */
  readonly profile?: Profile;
  readonly log: Log;
  readonly onProgress?: (step: 'initdb' | 'starting' | 'ready') => void;
  /** Settings of Postgres that win over ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Made in every embedded server. */
export const databaseName = 'edumaster';

/**
 * Starts the Postgres that npm brought, and starts it again whenever it dies. It ends with the
 * calling thread even on `kill -9`.
 * @throws AlreadyRunning when another program holds the data directory
 * @throws EmbeddedPostgresError when it cannot run here, in words for a person
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const named = await realDataDir(options.dataDir);
  const locks: Lock[] = [await takeLock(named)];
  try {
    return await startLocked(named, locks, options);
  } catch (error) {
    await releaseAll(locks);
    throw error;
  }
}

async function startLocked(
  named: string,
  locks: Lock[],
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, profile = 'durable', onProgress } = options;
  const runAs = chooseRunAs(named);
  const place = await makePlace(named, runAs);
  // Another checkout may link to the same directory.
  if (place.dataDir !== named) locks.push(await takeLock(place.dataDir));
  const binaries = installBinaries(runAs);
  await stopOrphan(place.dataDir, log);

  const known = await readPassword(place.passwordFile);
  const password = known ?? (await createPassword(place.passwordFile));
  const { dataDir } = place;
  if (!isInitialised(dataDir)) {
    onProgress?.('initdb');
    await initdb({ dataDir, password, profile, binaries, runAs });
  } else if (known === undefined) {
    log.warn(
      { file: place.passwordFile },
      'the password of the database is gone, setting a new one',
    );
    await resetPassword({ dataDir, password, binaries, runAs });
  }

  onProgress?.('starting');
  const host = await makeSocketDirectory(place.socketDir, runAs);
  const args = serverArguments({
    dataDir,
    socketDir: host,
    port: socketPort,
    profile,
    settings: options.settings ?? {},
  });
  const connection = { host, port: socketPort, user: superuser, password, database: databaseName };
  const started = await superviseAndCheck({ dataDir, args, binaries, runAs, log }, connection);
  onProgress?.('ready');
  return {
    connection,
    version: started.version,
    ended: started.ended,
    async stop() {
      await started.stop();
      await releaseAll(locks);
    },
  };
}

async function superviseAndCheck(setup: ServerSetup, connection: Connection) {
  const supervisor = await supervise(setup);
  try {
    return { ...supervisor, version: await createDatabase(connection) };
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

/** @returns the server's version */
async function createDatabase(connection: Connection): Promise<string> {
  const client = new Client({ ...connection, database: 'postgres' });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; exists: boolean }>(
      `select current_setting('server_version') as version,
              exists (select from pg_database where datname = $1)`,
      [connection.database],
    );
    const [found] = rows;
    if (!found?.exists) await client.query(`create database ${connection.database}`);
    return found?.version ?? '';
  } catch (error) {
    throw isWrongPassword(error) ? wrongPassword(error) : error;
  } finally {
    await client.end();
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '28P01';
}

function wrongPassword(cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "The file with the database's password does not hold it: put the right one back, or delete the " +
      'file and start again to have a new one set',
    { cause },
  );
}

async function releaseAll(locks: readonly Lock[]): Promise<void> {
  await Promise.all(locks.map((lock) => lock.release()));
}
