import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { MigrationSource, Pools } from '@edumaster/postgres';
import { runMigrations } from 'graphile-worker';
import { quietLogger } from './quiet-logger.ts';

/** Applied after `installJobQueue`. */
export const jobMigrations: MigrationSource = {
  module: 'jobs',
  folder: join(packageRoot(import.meta.url), 'migrations'),
};

/** Brings the queue's own schema `graphile_worker` up to date. */
export async function installJobQueue(pools: Pick<Pools, 'owner'>): Promise<void> {
  await runMigrations({ pgPool: pools.owner, logger: quietLogger });
}
