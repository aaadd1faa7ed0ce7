import { listEvents } from '@edumaster/events';
import { modules } from '@edumaster/server';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

const handlers = sourceFiles('modules').filter(
  ({ path }) => /\/handlers\/[^/]+\.ts$/.test(path) && !path.endsWith('.test.ts'),
);
const awaited = handlers.flatMap(({ path, text }) =>
  [...text.matchAll(/\bon\(\s*'([^']+)'/g)].map(([, type = '']) => ({ path, type })),
);

test('every event that somebody waits for is published by somebody', () => {
  expect(modules.length).toBeGreaterThan(0);
  expect(awaited.length).toBeGreaterThan(3);
  const known = new Set(listEvents().map(({ type }) => type));
  expect(awaited.filter(({ type }) => !known.has(type))).toEqual([]);
});

test('consumers are named after their module, each once', () => {
  const names = sourceFiles('modules').flatMap(({ path, text }) =>
    [...text.matchAll(/readonly name = '([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => ({
      path,
      name,
    })),
  );
  expect(names.length).toBeGreaterThan(2);
  for (const { path, name } of names) expect(path.split('/')[1]).toBe(name.split('.')[0]);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
});
