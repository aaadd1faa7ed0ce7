import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, spawnTestServer, startTestServer } from '../running-server/start-test-server.ts';
import { demoPassword, visitor } from '../running-server/visitor.ts';
import { processesAt } from './processes.ts';
import { runServer } from './programs.ts';

const secret = 'a secret that only this test knows, long enough';
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'edumaster-first-'));
});
afterEach(async () => {
  const left = processesAt(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  expect(left).toEqual([]);
});

test('settings that are wrong are all named at once, before anything is made', async () => {
  const { status, stderr } = await runServer({
    env: {
      EDUMASTER_DATA_DIR: dataDir,
      EDUMASTER_MODE: 'nonsense',
      EDUMASTER_DATABSE_URL: 'postgres://localhost/misspelt',
      PORT: 'abc',
    },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^ +EDUMASTER_MODE .*"embedded"\|"production"/m);
  expect(stderr).toMatch(/^ +EDUMASTER_DATABSE_URL is not a setting of this version/m);
  expect(stderr).toMatch(/^ +PORT /m);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(await readdir(dataDir)).toEqual([]);
});

test('production without a secret and an origin is refused, naming both', async () => {
  const { status, stdout, stderr } = await runServer({
    env: { EDUMASTER_DATA_DIR: dataDir, EDUMASTER_MODE: 'production', PORT: '3999' },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('EDUMASTER_ORIGIN is needed in production');
  expect(stderr).toContain('EDUMASTER_SECRET is needed in production');
  expect(stdout + stderr).not.toMatch(/^ +at /m);
  expect(await readdir(dataDir)).toEqual([]);
});

test('production has no demo account, even where one is asked for', async () => {
  const port = await freePort();
  const server = await startTestServer({
    dataDir,
    port,
    env: {
      EDUMASTER_MODE: 'production',
      EDUMASTER_HOST: '127.0.0.1',
      EDUMASTER_SECRET: secret,
      EDUMASTER_ORIGIN: `http://localhost:${port}`,
      EDUMASTER_ALLOW_UNSANDBOXED_ENCODER: 'true',
      EDUMASTER_DEMO: 'true',
    },
  });
  try {
    const nobody = visitor(server.url);
    const body = { email: 'admin@demo.test', password: demoPassword };
    await expect(nobody.api.logIn({ body })).rejects.toMatchObject({ status: 401 });
    const courses = await nobody.api.searchCourses({ query: {} });
    expect(courses.items).toEqual([]);
    expect(server.output()).not.toContain(demoPassword);
  } finally {
    expect(await server.stop()).toBe(0);
  }
});

test('Ctrl-C while the demo data is made stops at once, and the next start makes the rest', async () => {
  const port = await freePort();
  const first = await spawnTestServer({ dataDir, port });
  await eventually(
    'the demo video to be made',
    () => {
      expect(first.child.exitCode).toBeNull();
      return first.output().includes('demo video') ? true : undefined;
    },
    60,
  );
  const start = performance.now();
  const ended = once(first.child, 'close');
  first.child.kill('SIGINT');
  await ended;
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(first.child.exitCode).toBe(0);
  expect(first.output()).toContain('Stopping');
  expect(first.output()).not.toContain('EduMaster is running');
  expect(processesAt(dataDir)).toEqual([]);

  const second = await startTestServer({ dataDir, port });
  const { items } = await visitor(second.url).api.searchCourses({ query: { limit: 50 } });
  expect(await second.stop()).toBe(0);
  expect(items.length).toBeGreaterThanOrEqual(12);
  const titles = items.map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
});
