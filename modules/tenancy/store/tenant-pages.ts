import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { and, desc, eq, ilike, lt, or } from 'drizzle-orm';
import type { TenantId } from '../domain/tenant.ts';
import type { AdministeredTenant } from '../index.ts';
import { tenants } from './tables.ts';

interface Page {
  readonly tenantId?: TenantId;
  readonly search?: string;
  /** Only what is older than this tenant: ids begin with the time. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function pageOfTenants(
  tx: SystemTx,
  { tenantId, search = '', before, limit }: Page,
): Promise<readonly AdministeredTenant[]> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.sql
    .select()
    .from(tenants)
    .where(
      and(
        tenantId ? eq(tenants.id, tenantId) : undefined,
        before ? lt(tenants.id, before) : undefined,
        search ? or(ilike(tenants.name, pattern), ilike(tenants.subdomain, pattern)) : undefined,
      ),
    )
    .orderBy(desc(tenants.id))
    .limit(limit);
  return rows.map(({ name, kind, subdomain, tier, databaseUrl, createdAt, id: rowId }) => ({
    id: id<'tenant'>(rowId),
    name,
    kind,
    subdomain,
    tier,
    hasOwnDatabase: databaseUrl !== null,
    createdAt,
  }));
}
