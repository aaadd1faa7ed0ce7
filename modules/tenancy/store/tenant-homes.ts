import type { SystemTx } from '@edumaster/database';
import { id } from '@edumaster/kernel';
import { eq, isNotNull } from 'drizzle-orm';
import type { TenantId } from '../domain/tenant.ts';
import { tenants } from './tables.ts';

export interface StoredDatabase {
  readonly tenantId: TenantId;
  readonly subdomain: string | null;
  readonly sealed: string;
}

export async function listDatabases(tx: SystemTx): Promise<readonly StoredDatabase[]> {
  const rows = await tx.sql
    .select({ id: tenants.id, subdomain: tenants.subdomain, sealed: tenants.databaseUrl })
    .from(tenants)
    .where(isNotNull(tenants.databaseUrl));
  return rows.map(({ id: tenantId, subdomain, sealed }) => ({
    tenantId: id<'tenant'>(tenantId),
    subdomain,
    sealed: sealed ?? '',
  }));
}

export async function setDatabase(tx: SystemTx, tenantId: TenantId, sealed: string): Promise<void> {
  await tx.sql
    .update(tenants)
    .set({ databaseUrl: sealed, updatedAt: tx.ctx.now })
    .where(eq(tenants.id, tenantId));
}

/** From now on the platform's database refuses transactions of the tenant. */
export async function closeHome(tx: SystemTx, tenantId: TenantId): Promise<void> {
  await tx.rows({ text: 'select platform.close_home($1)', values: [tenantId] });
}

/** Takes back `closeHome`. */
export async function openHome(tx: SystemTx, tenantId: TenantId): Promise<void> {
  await tx.rows({ text: 'select platform.open_home($1)', values: [tenantId] });
}
