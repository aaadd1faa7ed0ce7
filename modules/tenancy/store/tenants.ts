import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import type { Tenant, TenantId } from '../domain/tenant.ts';
import { hosts, tenants } from './tables.ts';

export type NewTenant = Pick<Tenant, 'id' | 'kind' | 'name'> & { readonly subdomain: string };

/** @returns false when the subdomain is taken */
export async function insertTenant(tx: SystemTx, tenant: NewTenant): Promise<boolean> {
  const { now } = tx.ctx;
  const added = await tx.sql
    .insert(tenants)
    .values({ ...tenant, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: tenants.subdomain })
    .returning({ id: tenants.id });
  return added.length > 0;
}

export async function findTenant(tx: SystemTx, tenantId: TenantId): Promise<Tenant | undefined> {
  const [row] = await tx.sql.select().from(tenants).where(eq(tenants.id, tenantId));
  return row && toTenant(row);
}

export async function findBySubdomain(
  tx: SystemTx,
  subdomain: string,
): Promise<Tenant | undefined> {
  const [row] = await tx.sql.select().from(tenants).where(eq(tenants.subdomain, subdomain));
  return row && toTenant(row);
}

export async function findByDomain(tx: SystemTx, host: string): Promise<Tenant | undefined> {
  const [row] = await tx.sql
    .select({ tenant: tenants })
    .from(hosts)
    .innerJoin(tenants, eq(tenants.id, hosts.tenantId))
    .where(eq(hosts.host, host));
  return row && toTenant(row.tenant);
}

function toTenant(row: typeof tenants.$inferSelect): Tenant {
  const { kind, name, subdomain, logoUrl, primaryColor } = row;
  return { id: id<'tenant'>(row.id), kind, name, subdomain, branding: { logoUrl, primaryColor } };
}
