import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import type { MembershipKey } from './memberships.ts';
import { issuerRoles } from './issuer-tables.ts';

/** The roles of a person that came from the issuer, by tenant. */
export async function issuerRolesOf(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<ReadonlyMap<Id<'tenant'>, readonly string[]>> {
  const rows = await tx.sql.select().from(issuerRoles).where(eq(issuerRoles.personId, personId));
  return new Map(rows.map(({ tenantId, roles }) => [id<'tenant'>(tenantId), roles]));
}

export async function saveIssuerRoles(
  tx: SystemTx,
  key: MembershipKey,
  roles: readonly string[],
): Promise<void> {
  await tx.sql
    .insert(issuerRoles)
    .values({ ...key, roles: [...roles] })
    .onConflictDoUpdate({
      target: [issuerRoles.tenantId, issuerRoles.personId],
      set: { roles: [...roles] },
    });
}
