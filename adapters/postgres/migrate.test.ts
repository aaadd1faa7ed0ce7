import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useDatabase } from '@edumaster/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EditedMigration, migrate } from './migrate.ts';

const database = useDatabase();
let folder = '';
let module = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  module = `m${folder.slice(-6).toLowerCase().replace(/\W/g, '')}`;
});

afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);

async function run() {
  const client = await database.owner.connect();
  try {
    const applied = await migrate(client, [{ module, folder }]);
    return applied.map((migration) => migration.name);
  } finally {
    client.release();
  }
}

test('files are applied once, in the order of their names', async () => {
  await write('0002-b.sql', `alter table ${module} add column b int`);
  await write('0001-a.sql', `create table ${module} (a int)`);
  expect(await run()).toEqual(['0001-a.sql', '0002-b.sql']);
  expect(await run()).toEqual([]);
});

test('a file that was merged late is still applied', async () => {
  await write('0002-b.sql', `create table ${module} (a int)`);
  await run();
  await write('0001-late.sql', `create table ${module}_late (a int)`);
  expect(await run()).toEqual(['0001-late.sql']);
});

test('an edited file is refused before anything is applied', async () => {
  await write('0001-a.sql', `create table ${module} (a int)`);
  await run();
  await write('0001-a.sql', `create table ${module} (a bigint)`);
  await write('0000-new.sql', `create table ${module}_new (a int)`);
  await expect(run()).rejects.toBeInstanceOf(EditedMigration);
  const { rows } = await database.owner.query(`select to_regclass('${module}_new') as made`);
  expect(rows).toEqual([{ made: null }]);
});

test('a file that fails leaves nothing of itself and is named', async () => {
  await write('0001-a.sql', `create table ${module} (a int); select nonsense`);
  await expect(run()).rejects.toThrow(`${module}/0001-a.sql`);
  const { rows } = await database.owner.query(`select to_regclass('${module}') as made`);
  expect(rows).toEqual([{ made: null }]);
});

test('two programs that start at once take turns', async () => {
  await write('0001-a.sql', `create table ${module} (a int)`);
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual(['0001-a.sql']);
});
