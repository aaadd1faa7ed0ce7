import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '@edumaster/server';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

/** What the code of a module says of it, to be found in its README. */
interface Told {
  readonly name: string;
  readonly readme: string;
  readonly tables: readonly string[];
  /** Those that it publishes and those that it waits for. */
  readonly events: readonly string[];
}

const files = sourceFiles('modules').filter(({ path }) => !path.endsWith('.test.ts'));

/** Type of an event by the name of its constant. */
const typeOf = new Map(
  files
    .filter(({ path }) => path.endsWith('/events.ts'))
    .flatMap(({ text }) => [...text.matchAll(/const (\w+) = defineEvent\(\{\s*type: '([^']+)'/g)])
    .map(([, constant = '', type = '']) => [constant, type]),
);

const told: readonly Told[] = modules.map(({ name, migrations }) => {
  const own = files.filter(({ path }) => path.startsWith(`modules/${name}/`));
  const published = own
    .filter(({ path }) => path.endsWith('/events.ts'))
    .flatMap(({ text }) => [...text.matchAll(/type: '([a-z]+\.[a-z_]+)'/g)])
    .map(([, type = '']) => type);
  const awaited = own
    .filter(({ path }) => path.includes('/handlers/'))
    .flatMap(({ text }) => [...text.matchAll(/\bon\(\s*(?:'([^']+)'|(\w+)\.type)/g)])
    .map(([, type, constant = '']) => type ?? typeOf.get(constant) ?? `unknown: ${constant}`);
  const tables = readdirSync(migrations)
    .map((file) => readFileSync(join(migrations, file), 'utf8'))
    .flatMap((sql) => [...sql.matchAll(/^create table \w+\.(\w+) \(/gm)])
    .map(([, table = '']) => table);
  const readme = readFileSync(join(root, 'modules', name, 'README.md'), 'utf8');
  return { name, readme, tables, events: [...new Set([...published, ...awaited])] };
});

describe.each(told)('the README of $name', ({ readme, tables, events }) => {
  const isMissing = (word: string) => !readme.includes(word);

  test('names each of its tables', () => {
    expect(tables.filter(isMissing)).toEqual([]);
  });

  test('names each event that it publishes or waits for', () => {
    expect(events.filter(isMissing)).toEqual([]);
  });
});

test('tables and events are found', () => {
  expect(told.flatMap(({ tables }) => tables).length).toBeGreaterThan(40);
  expect(told.flatMap(({ events }) => events).length).toBeGreaterThan(30);
});
