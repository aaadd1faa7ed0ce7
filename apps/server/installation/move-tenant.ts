import { type Id, systemCtx } from '@edumaster/kernel';
import { copyInbox, countRows, tablesOfTenants, writersEnded } from '@edumaster/postgres';
import { marketplaceTenantId, Tenancy } from '@edumaster/tenancy';
import { modules } from '../modules.ts';
import { WrongConfiguration } from './configuration.ts';
import { parseDatabaseUrl } from './database-url.ts';
import type { OpenInstallation } from './open-installation.ts';
import type { Report } from './report.ts';
import { prepareTenantDatabase } from './tenant-databases.ts';

interface Move {
  readonly subdomain: string;
  /** `postgres://…` of an empty database; its user owns it and may create roles. */
  readonly address: string;
  readonly report: Report;
}

const reason = 'the operator gives a tenant a database of its own';

/**
 * Gives a tenant a database of its own. Every step may be repeated, so what was cut off is finished by
 * doing it again. For a tenant that has one this is its new address.
 * @throws WrongConfiguration, and the tenant stays where it is
 */
export async function moveTenant(opened: OpenInstallation, move: Move): Promise<void> {
  const { subdomain, address, report } = move;
  const ctx = systemCtx(reason);
  const tenancy = opened.container.get(Tenancy, { strict: false });
  const { id: tenantId } = await tenancy.named(ctx, { subdomain });
  if (tenantId === marketplaceTenantId) throw new WrongConfiguration('the marketplace stays');
  const known = opened.tenantDatabases.of(tenantId);
  report('Preparing the database');
  const target = await prepareTenantDatabase(
    { platform: opened.pools, secret: opened.installation.rootSecret, log: opened.log },
    { connection: parseDatabaseUrl(address), tenantId },
  );
  try {
    if (!known) await leave(opened, { tenantId, target: target.pools, report });
  } finally {
    await target.pools.close();
  }
  await tenancy.changeHome(ctx, { tenantId, step: { kind: 'assigned', address } });
}

interface Leaving {
  readonly tenantId: Id<'tenant'>;
  readonly target: OpenInstallation['pools'];
  readonly report: Report;
}

/** From here to the assignment the tenant answers 503. */
async function leave(opened: OpenInstallation, { tenantId, target, report }: Leaving) {
  const { pools, container } = opened;
  const ctx = systemCtx(reason);
  const tenancy = container.get(Tenancy, { strict: false });
  report('Closing the tenant for its move');
  await tenancy.changeHome(ctx, { tenantId, step: { kind: 'closing' } });
  try {
    await writersEnded(pools.system);
    const rows = await countRows(pools.system, await movingTables(opened), tenantId);
    if (rows.size > 0) throw new WrongConfiguration(hasRows(rows));
    await copyInbox(pools.owner, target.owner, tenantId);
  } catch (error) {
    await tenancy.changeHome(ctx, { tenantId, step: { kind: 'reopened' } });
    throw error;
  }
}

/** Of the modules whose rows move with their tenant. */
export function movingTables({ pools }: Pick<OpenInstallation, 'pools'>) {
  const schemas = modules.filter(({ home }) => home !== 'platform').map(({ name }) => name);
  return tablesOfTenants(pools.owner, schemas);
}

function hasRows(rows: ReadonlyMap<string, number>): string {
  const list = [...rows].map(([table, count]) => `${table} ${count}`).join(', ');
  return (
    'this tenant has rows already, and they are not moved: a database of its own is given to a ' +
    `tenant before its first course (${list})`
  );
}
