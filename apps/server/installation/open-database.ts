import { join } from 'node:path';
import type { Log, RootSecret } from '@edumaster/kernel';
import { installJobQueue, jobMigrations } from '@edumaster/graphile-worker-jobs';
import {
  type DatabaseConnection,
  ensureRoles,
  migrate,
  type MigrationSource,
  openPools,
  platformMigrations,
  type Pools,
  type RolePasswords,
  rolePasswords,
} from '@edumaster/postgres';
import {
  AlreadyRunning,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@edumaster/postgres-embedded';
import pg from 'pg';
import { modules } from '../modules.ts';
import type { Report } from './report.ts';
import { parseDatabaseUrl } from './database-url.ts';

export interface ReachedDatabase {
  readonly connection: DatabaseConnection;
  /** Stops an embedded server that was started here. */
  release(): Promise<void>;
}

interface ReachOptions {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
  readonly report: Report;
  /**
   * What to do when another program runs the embedded server: commands use it beside the running
   * program, a second program must not.
   */
  readonly whenRunning: 'share' | 'refuse';
}

/** The database of the settings, or the embedded one, started. */
export async function reachDatabase(options: ReachOptions): Promise<ReachedDatabase> {
  const { databaseUrl, dataDir, log, report, whenRunning } = options;
  if (databaseUrl) {
    return { connection: parseDatabaseUrl(databaseUrl), release: async () => {} };
  }
  const folder = join(dataDir, 'postgres');
  try {
    const onProgress = (step: 'initdb' | 'starting' | 'ready') => {
      if (step === 'initdb') report('Creating the database');
      if (step === 'starting') report('Starting the database');
    };
    const postgres = await startEmbeddedPostgres({ dataDir: folder, log, onProgress });
    return { connection: postgres.connection, release: () => postgres.stop() };
  } catch (error) {
    if (!(error instanceof AlreadyRunning) || whenRunning === 'refuse') throw error;
    const connection = await runningEmbeddedPostgres({ dataDir: folder });
    if (!connection) throw error;
    return { connection, release: async () => {} };
  }
}

/** Roles, then every migration that is missing. @returns the names of those */
export function migrateDatabase(
  connection: DatabaseConnection,
  secret: RootSecret,
  log: Log,
): Promise<readonly string[]> {
  const passwords = rolePasswords(secret);
  return withOwner(connection, (owner) =>
    bringUpToDate({ owner, pools: openPools(connection, passwords, log), passwords }),
  );
}

/** Of every database, in their order. */
export function migrationSources(): readonly MigrationSource[] {
  const sources = modules.map(({ name, migrations }) => ({ module: name, folder: migrations }));
  return [platformMigrations, jobMigrations, ...sources];
}

interface Updating {
  readonly owner: pg.Client;
  /** Closed afterwards. */
  readonly pools: Pools;
  readonly passwords: RolePasswords;
}

/** The same schema in every database: the platform's and each tenant's own. */
export async function bringUpToDate({
  owner,
  pools,
  passwords,
}: Updating): Promise<readonly string[]> {
  const applied: string[] = [];
  const onApplied = (migration: { module: string; name: string }) =>
    applied.push(`${migration.module}/${migration.name}`);
  try {
    await ensureRoles(owner, passwords);
    await migrate(owner, [platformMigrations], onApplied);
    await installJobQueue(pools);
    await migrate(owner, migrationSources(), onApplied);
    return applied;
  } finally {
    await pools.close();
  }
}

const connectMilliseconds = 5_000;

/** A connection of the database's owner, for one piece of work. */
export async function withOwner<T>(
  connection: DatabaseConnection,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const owner = new pg.Client({
    ...connection,
    ssl: connection.ssl ?? false,
    connectionTimeoutMillis: connectMilliseconds,
  });
  // What is lost under a query fails that query.
  owner.on('error', () => {});
  try {
    await owner.connect();
    return await work(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}

export type { Pools };
