import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, silentLog } from '@edumaster/kernel';
import {
  loadAllSettings,
  modules,
  openEdge,
  type OpenInstallation,
  openInstallation,
  serveRoutes,
  startWorkers,
} from '@edumaster/server';
import type { DatabaseConnection } from '@edumaster/postgres';
import { type TestDatabase, testSecret, useDatabase } from '@edumaster/testkit';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from '../running-server/start-test-server.ts';

/** The whole program but its pages, in this process, so that a test can look into its database. */
export interface InstallationUnderTest {
  readonly app: FastifyInstance;
  readonly opened: OpenInstallation;
  readonly database: TestDatabase;
  /** Of the platform, for example `http://localhost:4711`. */
  readonly url: string;
}

/** One for the test file that calls this at its top. */
export function useInstallation(): InstallationUnderTest {
  const database = useDatabase({
    migrations: modules.map(({ name, migrations }) => ({ module: name, folder: migrations })),
  });
  let running: Running | undefined;
  const get = () => {
    if (!running) throw new Error('the installation is there inside tests and hooks only');
    return running;
  };
  beforeAll(async () => {
    running = await open(database);
  });
  afterAll(() => running?.close());
  return {
    database,
    get app() {
      return get().app;
    },
    get opened() {
      return get().opened;
    },
    get url() {
      return get().url;
    },
  };
}

interface Running {
  readonly app: FastifyInstance;
  readonly opened: OpenInstallation;
  readonly url: string;
  close(): Promise<void>;
}

async function open(database: TestDatabase): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'edumaster-isolation-'));
  // Known before it listens: the issuer sends browsers there.
  const port = await freePort();
  const settings = loadAllSettings({
    PORT: String(port),
    EDUMASTER_DATABASE_URL: addressOf(database.connection),
    EDUMASTER_SECRET: testSecret,
    EDUMASTER_DATA_DIR: dataDir,
    // One person stands for many here.
    EDUMASTER_COURSES_PER_DAY: '10000',
    EDUMASTER_ADDRESS_LIMIT_FACTOR: '1000',
    PATH: process.env['PATH'],
  });
  const report = () => {};
  const opened = await openInstallation({ settings, log, report, whenRunning: 'refuse' });
  const app = openEdge(log);
  await serveRoutes(app, opened);
  const stopWorkers = await startWorkers(opened);
  await app.listen({ port, host: '127.0.0.1' });
  return {
    app,
    opened,
    url: `http://localhost:${port}`,
    async close() {
      await app.close();
      await stopWorkers();
      await opened.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const log = {
  ...silentLog,
  level: 'silent',
  trace: () => {},
  fatal: () => {},
  silent: () => {},
  child: () => log,
} as unknown as Log & FastifyBaseLogger;

/** As an operator would give it, by the socket's folder. */
export function addressOf({ host, port, user, password, database }: DatabaseConnection): string {
  const login = `${user}:${encodeURIComponent(password)}`;
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
