import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { eq, inArray, or } from 'drizzle-orm';
import type { HostTarget } from '../domain/host.ts';
import { marketplaceTenantId } from '../domain/marketplace.ts';
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

/** The tenants behind many hosts. */
export async function findByTargets(
  tx: SystemTx,
  targets: readonly HostTarget[],
): Promise<(target: HostTarget) => Tenant | undefined> {
  const labels = targets.flatMap((target) => (target.kind === 'subdomain' ? [target.label] : []));
  const domains = targets.flatMap((target) => (target.kind === 'domain' ? [target.host] : []));
  const known = await tx.sql
    .select()
    .from(tenants)
    .where(or(eq(tenants.id, marketplaceTenantId), inArray(tenants.subdomain, labels)));
  const owned = domains.length > 0 ? await findByDomains(tx, domains) : [];
  const bySubdomain = new Map(known.map((row) => [row.subdomain, toTenant(row)]));
  const byHost = new Map(owned.map(({ host, tenant }) => [host, toTenant(tenant)]));
  return (target) => {
    if (target.kind === 'domain') return byHost.get(target.host);
    return bySubdomain.get(target.kind === 'subdomain' ? target.label : null);
  };
}

function findByDomains(tx: SystemTx, domains: readonly string[]) {
  return tx.sql
    .select({ host: hosts.host, tenant: tenants })
    .from(hosts)
    .innerJoin(tenants, eq(tenants.id, hosts.tenantId))
    .where(inArray(hosts.host, [...domains]));
}

function toTenant(row: typeof tenants.$inferSelect): Tenant {
  const { kind, name, subdomain, logoUrl, primaryColor } = row;
  return { id: id<'tenant'>(row.id), kind, name, subdomain, branding: { logoUrl, primaryColor } };
}
