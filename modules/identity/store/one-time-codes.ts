import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { oneTimeCodes, recoveryCodes } from './factor-tables.ts';

export interface CodeSecret {
  readonly secretSealed: string;
  /** Null as long as no code has confirmed that the person's app has it. */
  readonly confirmedAt: Date | null;
}

export async function findCodeSecret(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<CodeSecret | undefined> {
  const [row] = await tx.sql
    .select({ secretSealed: oneTimeCodes.secretSealed, confirmedAt: oneTimeCodes.confirmedAt })
    .from(oneTimeCodes)
    .where(eq(oneTimeCodes.personId, personId));
  return row;
}

/** The same, locked: of two renewals of the recovery codes at once the last one counts. */
export async function lockCodeSecret(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<CodeSecret | undefined> {
  const [row] = await tx.sql
    .select({ secretSealed: oneTimeCodes.secretSealed, confirmedAt: oneTimeCodes.confirmedAt })
    .from(oneTimeCodes)
    .where(eq(oneTimeCodes.personId, personId))
    .for('update');
  return row;
}

/**
 * Keeps a secret that is not confirmed yet, in the place of another such.
 * @returns false when a confirmed one is there
 */
export async function offerCodeSecret(
  tx: SystemTx,
  personId: Id<'user'>,
  secretSealed: string,
): Promise<boolean> {
  const { now } = tx.ctx;
  const offered = await tx.sql
    .insert(oneTimeCodes)
    .values({ personId, secretSealed, createdAt: now })
    .onConflictDoUpdate({
      target: oneTimeCodes.personId,
      set: { secretSealed, createdAt: now, lastStep: 0 },
      setWhere: isNull(oneTimeCodes.confirmedAt),
    })
    .returning({ personId: oneTimeCodes.personId });
  return offered.length > 0;
}

/** @returns false when another secret was offered meanwhile, or this one is confirmed already */
export async function confirmCodeSecret(
  tx: SystemTx,
  personId: Id<'user'>,
  { secretSealed, step }: { readonly secretSealed: string; readonly step: number },
): Promise<boolean> {
  const confirmed = await tx.sql
    .update(oneTimeCodes)
    .set({ confirmedAt: tx.ctx.now, lastStep: step })
    .where(
      and(
        eq(oneTimeCodes.personId, personId),
        eq(oneTimeCodes.secretSealed, secretSealed),
        isNull(oneTimeCodes.confirmedAt),
      ),
    )
    .returning({ personId: oneTimeCodes.personId });
  return confirmed.length > 0;
}

/**
 * Takes the code of this time step. Of two at the same time the second waits for the first and then
 * changes nothing.
 * @returns false when this code or a later one was taken before
 */
export async function takeStep(tx: SystemTx, personId: Id<'user'>, step: number): Promise<boolean> {
  const taken = await tx.sql
    .update(oneTimeCodes)
    .set({ lastStep: step })
    .where(
      and(
        eq(oneTimeCodes.personId, personId),
        isNotNull(oneTimeCodes.confirmedAt),
        lt(oneTimeCodes.lastStep, step),
      ),
    )
    .returning({ personId: oneTimeCodes.personId });
  return taken.length > 0;
}

/** @returns whether confirmed ones were there */
export async function deleteCodes(tx: SystemTx, personId: Id<'user'>): Promise<boolean> {
  await tx.sql.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId));
  const deleted = await tx.sql
    .delete(oneTimeCodes)
    .where(eq(oneTimeCodes.personId, personId))
    .returning({ confirmedAt: oneTimeCodes.confirmedAt });
  return deleted.some(({ confirmedAt }) => confirmedAt !== null);
}

/** These instead of all that the person had. */
export async function replaceRecoveryCodes(
  tx: SystemTx,
  personId: Id<'user'>,
  hashes: readonly string[],
): Promise<void> {
  await tx.sql.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId));
  await tx.sql
    .insert(recoveryCodes)
    .values(hashes.map((hash) => ({ personId, hash, createdAt: tx.ctx.now })));
}

/** Uses the code, once. @returns whether it was there and not used */
export async function useRecoveryCode(
  tx: SystemTx,
  personId: Id<'user'>,
  hash: string,
): Promise<boolean> {
  const used = await tx.sql
    .update(recoveryCodes)
    .set({ usedAt: tx.ctx.now })
    .where(
      and(
        eq(recoveryCodes.personId, personId),
        eq(recoveryCodes.hash, hash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ hash: recoveryCodes.hash });
  return used.length > 0;
}

export async function countUnusedRecoveryCodes(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<number> {
  const [row] = await tx.sql
    .select({ count: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
  return row?.count ?? 0;
}
