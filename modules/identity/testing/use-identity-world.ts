import { tenants, type TestDatabase, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll } from 'vitest';
import { identityModule } from '../module.ts';
import { type IdentityWorld, identityWorld } from './identity-world.ts';

export interface WorldOfTheFile extends IdentityWorld {
  readonly database: TestDatabase;
}

/**
 * The module on a database of its own, for the test file that calls this at its top; it is there
 * inside tests and hooks.
 * @param settings environment variables of the module; asked for when it is opened
 */
export function useIdentityWorld(
  settings: () => Promise<Readonly<Record<string, string>>> = async () => ({}),
): WorldOfTheFile {
  const database = useDatabase({
    migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
  });
  let opened: IdentityWorld | undefined;
  const world = () => {
    if (!opened) throw new Error('the world is there inside tests and hooks only');
    return opened;
  };
  beforeAll(async () => {
    const ours = { marketplace: tenants.first, academy: tenants.second };
    opened = await identityWorld({ database, tenants: ours, settings: await settings() });
  });
  afterAll(() => opened?.app.close());
  return {
    database,
    get app() {
      return world().app;
    },
    get identity() {
      return world().identity;
    },
    get container() {
      return world().container;
    },
    get counters() {
      return world().counters;
    },
    get installation() {
      return world().installation;
    },
    get mailbox() {
      return world().mailbox;
    },
  };
}
