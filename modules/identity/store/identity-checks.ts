import type { SystemTx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
import type { MembershipKey } from './memberships.ts';
import { identityChecks } from './tables.ts';

export type StoredCheck = Omit<typeof identityChecks.$inferSelect, 'tenantId' | 'personId'>;

export async function findCheck(
  tx: SystemTx,
  { tenantId, personId }: MembershipKey,
): Promise<StoredCheck | undefined> {
  const [row] = await tx.sql
    .select()
    .from(identityChecks)
    .where(and(eq(identityChecks.tenantId, tenantId), eq(identityChecks.personId, personId)));
  return row;
}

/** Replaces what was said before. */
export async function saveCheck(
  tx: SystemTx,
  key: MembershipKey,
  check: StoredCheck,
): Promise<void> {
  await tx.sql
    .insert(identityChecks)
    .values({ ...key, ...check })
    .onConflictDoUpdate({
      target: [identityChecks.tenantId, identityChecks.personId],
      set: check,
    });
}
