import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import type { Victim } from './victim.ts';
import { addressOf, databaseOf } from './victim-database.ts';

/**
 * A second server on the database of the first, for the test file that calls this at its top: what
 * one of them remembers, the other has to make it forget.
 * @returns where it answers
 */
export function useSecondProcess(victim: Victim): { readonly url: string } {
  let running: TestServer | undefined;
  beforeAll(async () => {
    running = await startTestServer({
      env: {
        EDUMASTER_DEMO: 'false',
        EDUMASTER_DATABASE_URL: addressOf(await databaseOf(victim)),
        EDUMASTER_SECRET: await readFile(join(victim.dataDir, 'secret'), 'utf8'),
        // Behind one address, as processes of an installation are.
        EDUMASTER_ORIGIN: victim.url,
        // What is mailed is found in the mailbox of the first.
        EDUMASTER_WORKERS: '0',
      },
    });
  });
  afterAll(() => running?.dispose());
  return {
    get url() {
      if (!running) throw new Error('there is no server outside of tests');
      return running.url;
    },
  };
}
