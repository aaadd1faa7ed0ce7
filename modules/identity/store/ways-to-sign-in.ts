import type { SystemTx } from '@edumaster/database';
import { AppError, type Id } from '@edumaster/kernel';
import { isLinkedAt } from './foreign-identities.ts';
import { countPasskeys } from './passkeys.ts';
import { passwordOf } from './persons.ts';

/**
 * After a way was removed, in the same transaction, with the person held by `lockPerson` (two
 * removals at once would each see the other's way): one must be left that works.
 * @param issuers of the providers that people can sign in by now
 * @throws AppError `last_way_to_sign_in`
 */
export async function requireWayToSignIn(
  tx: SystemTx,
  personId: Id<'user'>,
  issuers: readonly string[],
): Promise<void> {
  if (await passwordOf(tx, personId)) return;
  if ((await countPasskeys(tx, personId)) > 0) return;
  if (await isLinkedAt(tx, personId, issuers)) return;
  throw new AppError('last_way_to_sign_in');
}
