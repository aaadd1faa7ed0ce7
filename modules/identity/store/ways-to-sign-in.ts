import type { SystemTx } from '@edumaster/database';
import { AppError, type Id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import { isLinkedAt } from './foreign-identities.ts';
import { countPasskeys } from './passkeys.ts';
import { passwordCredentials, persons } from './tables.ts';

/**
 * Makes all who change the ways of one person to sign in take turns: two removals at once would
 * each see the other's way.
 */
export async function lockWaysToSignIn(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  await tx.sql
    .select({ id: persons.id })
    .from(persons)
    .where(eq(persons.id, personId))
    .for('update');
}

export async function hasPassword(tx: SystemTx, personId: Id<'user'>): Promise<boolean> {
  const rows = await tx.sql
    .select({ personId: passwordCredentials.personId })
    .from(passwordCredentials)
    .where(eq(passwordCredentials.personId, personId));
  return rows.length > 0;
}

/**
 * After a way was removed, in the same transaction: one must be left that works.
 * @param issuers of the providers that people can sign in by now
 * @throws AppError `last_way_to_sign_in`
 */
export async function requireWayToSignIn(
  tx: SystemTx,
  personId: Id<'user'>,
  issuers: readonly string[],
): Promise<void> {
  if (await hasPassword(tx, personId)) return;
  if ((await countPasskeys(tx, personId)) > 0) return;
  if (await isLinkedAt(tx, personId, issuers)) return;
  throw new AppError('last_way_to_sign_in');
}
