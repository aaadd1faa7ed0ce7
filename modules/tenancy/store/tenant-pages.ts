import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { and, asc, desc, eq, exists, ilike, inArray, lt, or } from 'drizzle-orm';
import type { TenantId, TenantKind } from '../domain/tenant.ts';
import type { AdministeredTenant } from '../index.ts';
import { hosts, tenants } from './tables.ts';

interface Page {
  readonly tenantId?: TenantId;
  /** In its name, its subdomain or a domain of its own. */
  readonly search?: string;
  readonly kind?: TenantKind | undefined;
  /** Only what is older than this tenant: ids begin with the time. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function pageOfTenants(
  tx: SystemTx,
  { tenantId, search = '', kind, before, limit }: Page,
): Promise<readonly AdministeredTenant[]> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.sql
    .select()
    .from(tenants)
    .where(
      and(
        tenantId ? eq(tenants.id, tenantId) : undefined,
        before ? lt(tenants.id, before) : undefined,
        kind ? eq(tenants.kind, kind) : undefined,
        search ? isFoundBy(tx, pattern) : undefined,
      ),
    )
    .orderBy(desc(tenants.id))
    .limit(limit);
  const domains = await domainsOf(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: id<'tenant'>(row.id),
    name: row.name,
    kind: row.kind,
    subdomain: row.subdomain,
    domains: domains.get(row.id) ?? [],
    tier: row.tier,
    hasOwnDatabase: row.databaseUrl !== null,
    createdAt: row.createdAt,
  }));
}

function isFoundBy(tx: SystemTx, pattern: string) {
  const domain = tx.sql
    .select({ host: hosts.host })
    .from(hosts)
    .where(and(eq(hosts.tenantId, tenants.id), ilike(hosts.host, pattern)));
  return or(ilike(tenants.name, pattern), ilike(tenants.subdomain, pattern), exists(domain));
}

async function domainsOf(
  tx: SystemTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .select()
    .from(hosts)
    .where(inArray(hosts.tenantId, [...ids]))
    .orderBy(asc(hosts.host));
  const byTenant = Map.groupBy(rows, ({ tenantId }) => tenantId);
  return new Map([...byTenant].map(([tenantId, of]) => [tenantId, of.map(({ host }) => host)]));
}
