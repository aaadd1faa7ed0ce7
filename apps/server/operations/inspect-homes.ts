import { inspectLedger, type LedgerInspection } from '@edumaster/commerce/module';
import { silentLog, systemCtx } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { pendingMigrations, type Pools, PostgresDb } from '@edumaster/postgres';
import { databaseAddresses } from '@edumaster/tenancy/module';
import { parseDatabaseUrl } from '../installation/database-url.ts';
import { migrationSources, withOwner } from '../installation/open-database.ts';
import type { Finding } from './finding.ts';
import { judgeLedger } from './judge-ledger.ts';

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
      const name = `tenant ${subdomain}`;
      const found = await look(address);
      if ('ledger' in found) {
        const ledger = judgeLedger(name, found.ledger);
        const detail = `its database is up to date; its ledger: ${ledger.detail}`;
        return { ...ledger, detail };
      }
      const advice =
        'Only this tenant is affected. Mend its database, or tell its new address with ' +
        `"edumaster tenant database ${subdomain}"; "edumaster migrate" brings it up to date.`;
      return { name, ok: false, detail: found.problem, advice };
    }),
  );
}

async function look(
  address: string,
): Promise<{ readonly problem: string } | { readonly ledger: LedgerInspection }> {
  try {
    return await withOwner(parseDatabaseUrl(address), async (owner) => {
      const pending = await pendingMigrations(owner, migrationSources());
      if (pending.length > 0) return { problem: `${pending.length} migrations are missing` };
      return { ledger: await inspectLedger(owner) };
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `its database cannot be used: ${reason}` };
  }
}
