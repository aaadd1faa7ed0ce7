import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMissingLinks } from './binaries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'));
  mkdirSync(join(folder, 'native/lib'), { recursive: true });
  writeFileSync(join(folder, 'native/lib/libpq.so.5.18'), 'library');
  writeFileSync(
    join(folder, 'native/pg-symlinks.json'),
    JSON.stringify([
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    ]),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

test('links that npm could not pack are recreated, relative so that the folder can move', () => {
  expect(createMissingLinks(folder)).toBe(true);
  expect(readlinkSync(join(folder, 'native/lib/libpq.so'))).toBe('libpq.so.5.18');
  expect(existsSync(join(folder, 'native/lib/libpq.so.5'))).toBe(true);
});

test('a link that leads nowhere is replaced, one that leads somewhere is kept', () => {
  symlinkSync('libpq.so.4', join(folder, 'native/lib/libpq.so'));
  symlinkSync('./libpq.so.5.18', join(folder, 'native/lib/libpq.so.5'));
  expect(createMissingLinks(folder)).toBe(true);
  expect(readlinkSync(join(folder, 'native/lib/libpq.so'))).toBe('libpq.so.5.18');
  expect(readlinkSync(join(folder, 'native/lib/libpq.so.5'))).toBe('./libpq.so.5.18');
});

test('a folder in which nothing can be made is reported, for a copy elsewhere', () => {
  rmSync(join(folder, 'native/lib'), { recursive: true });
  expect(createMissingLinks(folder)).toBe(false);
});
