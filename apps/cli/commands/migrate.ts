import { silentLog } from '@edumaster/kernel';
import {
  describeInstallation,
  loadAllSettings,
  migrateDatabase,
  type OpenInstallation,
  reachDatabase,
  serverSettings,
} from '@edumaster/server';
import { Command } from 'commander';
import { withInstallation } from '../with-installation.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'bring the database and those of tenants up to date; safe to run twice, or beside a running server',
    )
    .addHelpText(
      'after',
      '\nA migration that fails leaves nothing of itself: mend what it names and run again.\n' +
        'A migration that was edited after it was applied is refused: restore the file.',
    )
    .action(migrate);
}

async function migrate(): Promise<void> {
  const settings = loadAllSettings().of(serverSettings);
  const { dataDir, rootSecret } = await describeInstallation(settings);
  const report = (step: string) => process.stderr.write(`${step}\n`);
  const databaseUrl = settings.EDUMASTER_DATABASE_URL;
  const log = silentLog;
  const database = await reachDatabase({ databaseUrl, dataDir, log, report, whenRunning: 'share' });
  try {
    const applied = await migrateDatabase(database.connection, rootSecret, log);
    for (const name of applied) process.stdout.write(`applied ${name}\n`);
    if (applied.length === 0) process.stdout.write('The database is up to date.\n');
  } finally {
    await database.release();
  }
  await withInstallation(migrateTenants);
}

/** Each in its turn; one that is away is named, and the others are not held up. */
async function migrateTenants({ tenantDatabases }: OpenInstallation): Promise<void> {
  for (const tenant of tenantDatabases.all()) {
    const { tenantId } = tenant;
    try {
      await tenant.pools();
      process.stdout.write(`The database of the tenant ${tenantId} is up to date.\n`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`The database of the tenant ${tenantId}: ${why}\n`);
      process.exitCode = 1;
    }
  }
}
