import type { SystemTx } from '@edumaster/database';
import { and, eq, gt } from 'drizzle-orm';
import { type ChallengePurpose, passkeyChallenges } from './factor-tables.ts';

export interface ChallengeKey {
  readonly purpose: ChallengePurpose;
  /** Who may answer it: a waiting sign-in, or a session with its person. */
  readonly boundTo: string;
}

/** Keeps the challenge in the place of the last one. */
export async function saveChallenge(
  tx: SystemTx,
  key: ChallengeKey,
  kept: { readonly challenge: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.sql
    .insert(passkeyChallenges)
    .values({ ...key, ...kept })
    .onConflictDoUpdate({
      target: [passkeyChallenges.purpose, passkeyChallenges.boundTo],
      set: kept,
    });
}

/** Whether it is the one that was asked for. It is gone then: of two answers one counts. */
export async function consumeChallenge(
  tx: SystemTx,
  { purpose, boundTo }: ChallengeKey,
  challenge: string,
): Promise<boolean> {
  const consumed = await tx.sql
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.purpose, purpose),
        eq(passkeyChallenges.boundTo, boundTo),
        eq(passkeyChallenges.challenge, challenge),
        gt(passkeyChallenges.expiresAt, tx.ctx.now),
      ),
    )
    .returning({ purpose: passkeyChallenges.purpose });
  return consumed.length > 0;
}

/** @returns how many there were, `limit` at most */
export async function deleteExpiredChallenges(tx: SystemTx, limit: number): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.passkey_challenges where (purpose, bound_to) in (
             select purpose, bound_to from identity.passkey_challenges where expires_at < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [tx.ctx.now, limit],
  });
  return rows.length;
}
