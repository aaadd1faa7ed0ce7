import type { SystemTx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
import type { MembershipKey } from './memberships.ts';
import { taxDetails } from './tables.ts';

export interface SealedTaxDetails {
  readonly country: string;
  readonly sealed: string;
  readonly updatedAt: Date;
}

export async function findTaxDetails(
  tx: SystemTx,
  { tenantId, personId }: MembershipKey,
): Promise<SealedTaxDetails | undefined> {
  const { country, sealed, updatedAt } = taxDetails;
  const [row] = await tx.sql
    .select({ country, sealed, updatedAt })
    .from(taxDetails)
    .where(and(eq(taxDetails.tenantId, tenantId), eq(taxDetails.personId, personId)));
  return row;
}

export async function saveTaxDetails(
  tx: SystemTx,
  key: MembershipKey,
  details: SealedTaxDetails,
): Promise<void> {
  await tx.sql
    .insert(taxDetails)
    .values({ ...key, ...details })
    .onConflictDoUpdate({ target: [taxDetails.tenantId, taxDetails.personId], set: details });
}
