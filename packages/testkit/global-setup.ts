import { join } from 'node:path';
import { packageRoot, silentLog } from '@edumaster/kernel';
import {
  AlreadyRunning,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@edumaster/postgres-embedded';
import type { TestProject } from 'vitest/node';
import { prepareServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    edumasterTestServer: TestServer;
  }
}

const parallelRuns = 8;

/** One Postgres for a run of tests, without durability; every test file clones a database in it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startOwnServer();
  await prepareServer(postgres.connection);
  project.provide('edumasterTestServer', postgres.connection);
  return () => postgres.stop();
}

/** Runs beside each other take different servers, so that none stops another's. */
async function startOwnServer(): Promise<EmbeddedPostgres> {
  const root = join(packageRoot(import.meta.url), '../../.state');
  for (let slot = 1; slot <= parallelRuns; slot += 1) {
    try {
      const dataDir = join(root, `test-postgres-${slot}`);
      return await startEmbeddedPostgres({ dataDir, profile: 'test', log: silentLog });
    } catch (error) {
      if (!(error instanceof AlreadyRunning)) throw error;
    }
  }
  throw new Error(`${parallelRuns} runs of the tests are under way; wait for one to end`);
}
