import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { and, count, eq, inArray, ne, or } from 'drizzle-orm';
import type { HostTarget } from '../domain/host.ts';
import { marketplaceTenantId } from '../domain/marketplace.ts';
import type { Tenant, TenantId } from '../domain/tenant.ts';
import { hosts, tenants, tiers } from './tables.ts';

export interface NewTenant extends Pick<Tenant, 'id' | 'kind' | 'name'> {
  readonly subdomain: string;
  /** Null when the operator makes it. */
  readonly createdBy: string | null;
}

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

/** @returns whether it had another one before */
export async function renameTenant(
  tx: SystemTx,
  tenantId: TenantId,
  name: string,
): Promise<boolean> {
  const changed = await tx.sql
    .update(tenants)
    .set({ name, updatedAt: tx.ctx.now })
    .where(and(eq(tenants.id, tenantId), ne(tenants.name, name)))
    .returning({ id: tenants.id });
  return changed.length > 0;
}

/** How many this person opened; holds back others who count the same until the transaction ends. */
export async function countCreatedBy(tx: SystemTx, personId: string): Promise<number> {
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`tenancy creator ${personId}`],
  });
  const [row] = await tx.sql
    .select({ count: count() })
    .from(tenants)
    .where(eq(tenants.createdBy, personId));
  return row?.count ?? 0;
}

export async function findTenant(tx: SystemTx, tenantId: TenantId): Promise<Tenant | undefined> {
  const [tenant] = await findTenants(tx, [tenantId]);
  return tenant;
}

/** The known ones, in no order. */
export async function findTenants(
  tx: SystemTx,
  ids: readonly TenantId[],
): Promise<readonly Tenant[]> {
  if (ids.length === 0) return [];
  return (await withTiers(tx).where(inArray(tenants.id, [...ids]))).map(toTenant);
}

export async function findBySubdomain(
  tx: SystemTx,
  subdomain: string,
): Promise<Tenant | undefined> {
  const [row] = await withTiers(tx).where(eq(tenants.subdomain, subdomain));
  return row && toTenant(row);
}

/** The tenants behind many hosts. */
export async function findByTargets(
  tx: SystemTx,
  targets: readonly HostTarget[],
): Promise<(target: HostTarget) => Tenant | undefined> {
  const labels = targets.flatMap((target) => (target.kind === 'subdomain' ? [target.label] : []));
  const domains = targets.flatMap((target) => (target.kind === 'domain' ? [target.host] : []));
  const known = (
    await withTiers(tx).where(
      or(eq(tenants.id, marketplaceTenantId), inArray(tenants.subdomain, labels)),
    )
  ).map(toTenant);
  const bySubdomain = new Map(known.map((tenant) => [tenant.subdomain, tenant]));
  const byHost = domains.length > 0 ? await findByDomains(tx, domains) : new Map<string, Tenant>();
  return (target) => {
    if (target.kind === 'domain') return byHost.get(target.host);
    return bySubdomain.get(target.kind === 'subdomain' ? target.label : null);
  };
}

async function findByDomains(
  tx: SystemTx,
  domains: readonly string[],
): Promise<ReadonlyMap<string, Tenant>> {
  const rows = await tx.sql
    .select({ host: hosts.host, tenant: tenants, tier: tiers })
    .from(hosts)
    .innerJoin(tenants, eq(tenants.id, hosts.tenantId))
    .innerJoin(tiers, eq(tiers.name, tenants.tier))
    .where(inArray(hosts.host, [...domains]));
  return new Map(rows.map((row) => [row.host, toTenant(row)]));
}

function withTiers(tx: SystemTx) {
  return tx.sql
    .select({ tenant: tenants, tier: tiers })
    .from(tenants)
    .innerJoin(tiers, eq(tiers.name, tenants.tier));
}

interface TenantRow {
  readonly tenant: typeof tenants.$inferSelect;
  readonly tier: typeof tiers.$inferSelect;
}

function toTenant({ tenant, tier }: TenantRow): Tenant {
  const { kind, name, subdomain, logoUrl, primaryColor } = tenant;
  return {
    id: id<'tenant'>(tenant.id),
    kind,
    name,
    subdomain,
    branding: { logoUrl, primaryColor },
    allowance: {
      tier: tier.name,
      members: tier.maxMembers,
      courses: tier.maxCourses,
      storageBytes: tier.maxStorageBytes,
    },
  };
}
