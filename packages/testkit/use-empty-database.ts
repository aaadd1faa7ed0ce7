import { randomBytes } from 'node:crypto';
import type { DatabaseConnection } from '@edumaster/postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, dropDatabase } from './test-server.ts';

/**
 * A database with nothing in it, for what prepares one itself. Dropped after everything that the
 * test file sets up below this call is closed.
 */
export function useEmptyDatabase(): { readonly connection: DatabaseConnection } {
  const name = `test_${randomBytes(8).toString('hex')}`;
  beforeAll(() => createDatabase(inject('edumasterTestServer'), name));
  afterAll(() => dropDatabase(inject('edumasterTestServer'), name));
  return {
    get connection() {
      return { ...inject('edumasterTestServer'), database: name };
    },
  };
}
