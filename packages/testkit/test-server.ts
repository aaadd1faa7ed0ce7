import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog } from '@edumaster/kernel';
import { installJobQueue, jobMigrations } from '@edumaster/graphile-worker-jobs';
import {
  closeDatabase,
  type DatabaseConnection,
  ensureRoles,
  type MigrationSource,
  migrate,
  openPools,
  platformMigrations,
  rolePasswords,
} from '@edumaster/postgres';
import pg from 'pg';

export type TestServer = DatabaseConnection;

export const testSecret = 'a root secret that only tests use, of more than 32 bytes';

/** Databases that a killed run left behind are dropped, roles made. */
export async function prepareServer(server: TestServer): Promise<void> {
  await withClient(server, async (client) => {
    await ensureRoles(client, rolePasswords(testSecret));
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'test\\_%'`,
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  });
}

/** A new database with these migrations, cloned from a template that is made once. */
export async function cloneDatabase(
  server: TestServer,
  name: string,
  migrations: readonly MigrationSource[],
): Promise<DatabaseConnection> {
  await withClient(server, async (client) => {
    // Files start side by side; the first makes the template for all.
    await client.query(`select pg_advisory_lock(hashtext('test templates'))`);
    const template = await ensureTemplate(server, client, migrations);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const database = { ...server, database: name };
  await withClient(database, closeDatabase);
  return database;
}

export async function createDatabase(server: TestServer, name: string): Promise<void> {
  await withClient(server, (client) => client.query(`create database ${name}`));
}

export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await withClient(server, (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
}

async function ensureTemplate(
  server: TestServer,
  client: pg.Client,
  migrations: readonly MigrationSource[],
): Promise<string> {
  const name = `template_${await fingerprint([platformMigrations, jobMigrations, ...migrations])}`;
  const known = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rowCount) return name;
  const draft = `test_draft_${name}`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  await migrateAll({ ...server, database: draft }, migrations);
  // Only a template that is whole gets its name.
  await client.query(`alter database ${draft} rename to ${name}`);
  return name;
}

async function migrateAll(
  database: DatabaseConnection,
  migrations: readonly MigrationSource[],
): Promise<void> {
  const pools = openPools(database, rolePasswords(testSecret), silentLog);
  try {
    await withClient(database, (client) => migrate(client, [platformMigrations]));
    await installJobQueue(pools);
    await withClient(database, (client) => migrate(client, [jobMigrations, ...migrations]));
  } finally {
    await pools.close();
  }
}

async function fingerprint(sources: readonly MigrationSource[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { module, folder } of sources) {
    for (const name of (await readdir(folder)).sort()) {
      hash.update(`${module}/${name}\n`).update(await readFile(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 24);
}

async function withClient<T>(
  connection: DatabaseConnection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection, ssl: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
