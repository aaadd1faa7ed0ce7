import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '@edumaster/server';
import { useDatabase } from '@edumaster/testkit';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { root } from './source-files.ts';

const database = useDatabase({
  migrations: modules.map(({ name, migrations }) => ({ module: name, folder: migrations })),
});

/** `schema.table.column not null` of everything that the code of a module declares. */
async function columnsInCode(name: string): Promise<string[]> {
  const file = join(root, 'modules', name, 'store/tables.ts');
  if (!existsSync(file)) return [];
  const declared: Record<string, unknown> = await import(file);
  return Object.values(declared)
    .filter((value) => is(value, PgTable))
    .map((table) => getTableConfig(table as PgTable))
    .flatMap(({ schema, name: table, columns }) =>
      columns.map((column) => describeColumn(`${schema}.${table}.${column.name}`, column.notNull)),
    );
}

async function columnsInDatabase(tables: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await database.owner.query<{ table: string; column: string; notNull: boolean }>(
    `select format('%s.%s', n.nspname, c.relname) as table, a.attname as column,
            a.attnotnull as "notNull"
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')`,
  );
  return rows
    .filter(({ table }) => tables.has(table))
    .map(({ table, column, notNull }) => describeColumn(`${table}.${column}`, notNull));
}

function describeColumn(name: string, isNotNull: boolean): string {
  return isNotNull ? `${name} not null` : name;
}

describe('the tables in the code are those of the migrations', () => {
  test.each(modules.map(({ name }) => name))('%s', async (name) => {
    const inCode = await columnsInCode(name);
    const tables = new Set(inCode.map((column) => column.split('.').slice(0, 2).join('.')));
    const inDatabase = await columnsInDatabase(tables);
    expect(inCode.sort()).toEqual(inDatabase.sort());
  });

  test('there are tables to compare', async () => {
    const all = await Promise.all(modules.map(({ name }) => columnsInCode(name)));
    expect(all.flat().length).toBeGreaterThan(50);
  });
});
