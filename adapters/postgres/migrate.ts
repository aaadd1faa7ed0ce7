import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** One module's SQL files, applied in the order of their names. */
export interface MigrationSource {
  readonly module: string;
  /** Absolute. */
  readonly folder: string;
}

export interface Migration {
  readonly module: string;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** A file that was applied has changed since; a new file is the only way to change the schema. */
export class EditedMigration extends Error {
  constructor(migration: Migration) {
    super(
      `migration ${migration.module}/${migration.name} was applied in another wording: ` +
        'restore the file and put the change into a new one',
    );
    this.name = 'EditedMigration';
  }
}

/**
 * Applies what is missing, each file in a transaction of its own, in the order of the sources. Two
 * programs that start at once take turns.
 * @returns what was applied
 * @throws EditedMigration before anything is applied
 */
export async function migrate(
  owner: pg.ClientBase,
  sources: readonly MigrationSource[],
  onApplied: (migration: Migration) => void = () => {},
): Promise<readonly Migration[]> {
  await owner.query(`select pg_advisory_lock(hashtext('edumaster migrations'))`);
  try {
    await prepareJournal(owner);
    const pending = await pendingMigrations(owner, sources);
    for (const migration of pending) {
      await apply(owner, migration);
      onApplied(migration);
    }
    return pending;
  } finally {
    await owner.query(`select pg_advisory_unlock(hashtext('edumaster migrations'))`);
  }
}

/** What `migrate` would apply. */
export async function pendingMigrations(
  owner: pg.ClientBase,
  sources: readonly MigrationSource[],
): Promise<readonly Migration[]> {
  const applied = await appliedChecksums(owner);
  const all = (await Promise.all(sources.map(readMigrations))).flat();
  for (const migration of all) {
    const checksum = applied.get(keyOf(migration));
    if (checksum && checksum !== migration.checksum) throw new EditedMigration(migration);
  }
  return all.filter((migration) => !applied.has(keyOf(migration)));
}

async function prepareJournal(owner: pg.ClientBase): Promise<void> {
  await owner.query(`
    create schema if not exists platform;
    create table if not exists platform.migrations (
      module text not null,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (module, name)
    )`);
}

async function appliedChecksums(owner: pg.ClientBase): Promise<Map<string, string>> {
  const exists = await owner.query(`select to_regclass('platform.migrations') is not null as is`);
  if (!exists.rows[0]?.is) return new Map();
  const { rows } = await owner.query<{ module: string; name: string; checksum: string }>(
    'select module, name, checksum from platform.migrations',
  );
  return new Map(rows.map((row) => [keyOf(row), row.checksum]));
}

async function readMigrations(source: MigrationSource): Promise<Migration[]> {
  const names = (await readdir(source.folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(source.folder, name), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { module: source.module, name, sql, checksum };
    }),
  );
}

async function apply(owner: pg.ClientBase, migration: Migration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(migration.sql);
    await owner.query(
      'insert into platform.migrations (module, name, checksum) values ($1, $2, $3)',
      [migration.module, migration.name, migration.checksum],
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`migration ${keyOf(migration)} failed: ${String(error)}`, { cause: error });
  }
}

function keyOf(migration: { module: string; name: string }): string {
  return `${migration.module}/${migration.name}`;
}
