import { silentLog, systemCtx } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { pendingMigrations, type Pools, PostgresDb } from '@edumaster/postgres';
import { databaseAddresses } from '@edumaster/tenancy/module';
import { parseDatabaseUrl } from '../installation/database-url.ts';
import { migrationSources, withOwner } from '../installation/open-database.ts';
import type { Finding } from './finding.ts';

/** What is found of the tenants that have databases of their own; nothing when there are none. */
export async function inspectHomes(
  pools: Pools,
  installation: Installation,
): Promise<readonly Finding[]> {
  const ctx = systemCtx('the doctor looks at the databases of tenants');
  const read = databaseAddresses(new PostgresDb(pools, silentLog), installation, silentLog);
  const addresses = await read.run(ctx);
  return Promise.all(
    addresses.map(async ({ subdomain, address }) => {
      const problem = await problemOf(address);
      const name = `tenant ${subdomain}`;
      if (problem === undefined) return { name, ok: true, detail: 'its database is up to date' };
      const advice =
        'Only this tenant is affected. Mend its database, or tell its new address with ' +
        `"edumaster tenant database ${subdomain}"; "edumaster migrate" brings it up to date.`;
      return { name, ok: false, detail: problem, advice };
    }),
  );
}

async function problemOf(address: string): Promise<string | undefined> {
  try {
    const pending = await withOwner(parseDatabaseUrl(address), (owner) =>
      pendingMigrations(owner, migrationSources()),
    );
    return pending.length === 0 ? undefined : `${pending.length} migrations are missing`;
  } catch (error) {
    return `its database cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}
