import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireOwnFile } from './require-own-file.ts';

let folder: string;
let secret: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edumaster-own-'));
  secret = join(folder, 'secret');
  await writeFile(secret, 'not yours');
});
afterAll(() => rm(folder, { recursive: true }));

test('a plain file is taken', async () => {
  await requireOwnFile(secret);
});

test.each([
  ['a symbolic link', (path: string) => symlink(secret, path)],
  ['a link to a folder', (path: string) => symlink(folder, path)],
  ['a second name of a file', (path: string) => link(secret, path)],
])('%s is refused', async (_, make) => {
  const path = join(folder, `output-${Math.random()}`);
  await make(path);
  await expect(requireOwnFile(path)).rejects.toThrow('no file of its own');
  await rm(path);
});
