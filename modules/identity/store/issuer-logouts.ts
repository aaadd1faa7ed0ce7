import type { SystemTx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
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

/**
 * Forgets those from before this moment: no token from before them lives that long.
 * @returns how many there were, `limit` at most
 */
export async function deleteOldLogouts(
  tx: SystemTx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.issuer_logouts where (issuer, token_id) in (
             select issuer, token_id from identity.issuer_logouts where ended_at < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [before, limit],
  });
  return rows.length;
}
