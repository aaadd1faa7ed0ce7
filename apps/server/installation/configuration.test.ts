import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInstallation, loadAllSettings } from './configuration.ts';
import { serverSettings } from '../settings.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'configuration-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const inProduction = (origin: string) =>
  describeInstallation(
    loadAllSettings({
      EDUMASTER_MODE: 'production',
      EDUMASTER_SECRET: 'a secret that only this test knows, long enough',
      EDUMASTER_ORIGIN: origin,
      EDUMASTER_DATA_DIR: dataDir,
    }).of(serverSettings),
  );

test.each(['http://learn.test', 'http://10.0.0.1:3000', 'http://localhost.evil.test'])(
  'production on %s is refused, with what to do about it',
  async (origin) => {
    await expect(inProduction(origin)).rejects.toThrow(/is not encrypted.*needs https:/);
  },
);

test.each([
  'https://learn.test',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'http://acme.localhost',
])('production on %s is fine', async (origin) => {
  expect((await inProduction(origin)).origin).toBe(origin);
});
