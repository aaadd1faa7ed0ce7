import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, count, eq } from 'drizzle-orm';
import type { MembershipKey } from './memberships.ts';
import { memberships } from './tables.ts';

/**
 * Whether one more may become a member. Holds back others who ask the same until the transaction
 * ends, or all of them would find the last place.
 * @param limit null: without
 */
export async function hasPlace(
  tx: SystemTx,
  tenantId: Id<'tenant'>,
  limit: number | null,
): Promise<boolean> {
  if (limit === null) return true;
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`identity members ${tenantId}`],
  });
  const [row] = await tx.sql
    .select({ count: count() })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId));
  return (row?.count ?? 0) < limit;
}

/** The same for a certain person: a member has a place already. */
export async function hasPlaceFor(
  tx: SystemTx,
  { tenantId, personId }: MembershipKey,
  limit: number | null,
): Promise<boolean> {
  if (limit === null) return true;
  const known = await tx.sql
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId)));
  return known.length > 0 || hasPlace(tx, tenantId, limit);
}
