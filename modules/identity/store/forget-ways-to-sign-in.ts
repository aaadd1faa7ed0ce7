import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';

/** Accounts elsewhere by which a person signs in. */
const elsewhere = ['identity.foreign_identities'];

/** What a person added to their account here. */
const here = ['identity.passkeys', 'identity.one_time_codes', 'identity.recovery_codes'];

/**
 * Removes ways to sign in when an account goes to who has proven its address: those elsewhere, whose
 * address may have been somebody else's, or all but the password.
 */
export async function forgetWaysToSignIn(
  tx: SystemTx,
  personId: Id<'user'>,
  { isAll }: { readonly isAll: boolean },
): Promise<void> {
  for (const table of isAll ? [...elsewhere, ...here] : elsewhere) {
    await tx.rows({ text: `delete from ${table} where person_id = $1`, values: [personId] });
  }
}
