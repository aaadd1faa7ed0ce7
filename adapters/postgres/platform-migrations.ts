import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { MigrationSource } from './migrate.ts';

/** Schemas `platform` and `events`; they come before every module's. */
export const platformMigrations: MigrationSource = {
  module: 'platform',
  folder: join(packageRoot(import.meta.url), 'migrations'),
};
