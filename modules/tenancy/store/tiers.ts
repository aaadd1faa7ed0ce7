import type { SystemTx } from '@edumaster/database';
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Allowance } from '../domain/allowance.ts';
import type { TenantId } from '../domain/tenant.ts';
import { tenants, tiers } from './tables.ts';

export async function tierNames(tx: SystemTx): Promise<readonly string[]> {
  const rows = await tx.sql.select({ name: tiers.name }).from(tiers).orderBy(asc(tiers.name));
  return rows.map(({ name }) => name);
}

/** What there is to choose from, the smallest first. */
export async function allTiers(tx: SystemTx): Promise<readonly Allowance[]> {
  const rows = await tx.sql
    .select()
    .from(tiers)
    .orderBy(asc(tiers.maxMembers), asc(tiers.maxCourses), asc(tiers.name));
  return rows.map(({ name, maxMembers, maxCourses, maxStorageBytes }) => ({
    tier: name,
    members: maxMembers,
    courses: maxCourses,
    storageBytes: maxStorageBytes,
  }));
}

/** @returns whether it had another one before */
export async function setTier(tx: SystemTx, tenantId: TenantId, tier: string): Promise<boolean> {
  const changed = await tx.sql
    .update(tenants)
    .set({ tier, updatedAt: tx.ctx.now })
    .where(and(eq(tenants.id, tenantId), ne(tenants.tier, tier)))
    .returning({ id: tenants.id });
  return changed.length > 0;
}
