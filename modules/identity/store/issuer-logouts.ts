import type { SystemTx } from '@edumaster/database';
import { and, eq, lt } from 'drizzle-orm';
import { issuerLogouts } from './issuer-tables.ts';

export interface IssuerLogout {
  readonly issuer: string;
  readonly tokenId: string;
  readonly session: string | null;
  readonly subject: string | null;
}

/** @returns false when this logout was announced before */
export async function insertLogout(tx: SystemTx, logout: IssuerLogout): Promise<boolean> {
  const added = await tx.sql
    .insert(issuerLogouts)
    .values({ ...logout, endedAt: tx.ctx.now })
    .onConflictDoNothing()
    .returning({ tokenId: issuerLogouts.tokenId });
  return added.length > 0;
}

export async function hasLoggedOut(
  tx: SystemTx,
  { issuer, session }: { readonly issuer: string; readonly session: string },
): Promise<boolean> {
  const [row] = await tx.sql
    .select({ tokenId: issuerLogouts.tokenId })
    .from(issuerLogouts)
    .where(and(eq(issuerLogouts.issuer, issuer), eq(issuerLogouts.session, session)))
    .limit(1);
  return row !== undefined;
}

/** Forgets those from before this moment. */
export async function deleteOldLogouts(tx: SystemTx, before: Date): Promise<void> {
  await tx.sql.delete(issuerLogouts).where(lt(issuerLogouts.endedAt, before));
}
