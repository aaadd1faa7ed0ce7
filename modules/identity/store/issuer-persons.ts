import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import { endSignIns } from './end-sign-ins.ts';
import { forgetWaysToSignIn } from './forget-ways-to-sign-in.ts';
import { passwordCredentials, persons } from './tables.ts';

interface NewPersonOfIssuer {
  readonly id: Id<'user'>;
  readonly email: string;
  readonly name: string;
  readonly emailVerifiedAt: Date | null;
}

/** Somebody whose password is the issuer's. @returns false when the e-mail address is taken */
export async function insertPersonOfIssuer(
  tx: SystemTx,
  person: NewPersonOfIssuer,
): Promise<boolean> {
  const { now } = tx.ctx;
  const added = await tx.sql
    .insert(persons)
    .values({ ...person, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: persons.email })
    .returning({ id: persons.id });
  return added.length > 0;
}

/** To one that the issuer has verified, and that nobody has. */
export async function changeEmail(
  tx: SystemTx,
  personId: Id<'user'>,
  email: string,
): Promise<void> {
  const { now } = tx.ctx;
  await tx.sql
    .update(persons)
    .set({ email, emailVerifiedAt: now, updatedAt: now })
    .where(eq(persons.id, personId));
}

export async function markEmailVerified(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  const { now } = tx.ctx;
  await tx.sql
    .update(persons)
    .set({ emailVerifiedAt: now, updatedAt: now })
    .where(eq(persons.id, personId));
}

/**
 * Leaves whoever had the account until now no way in; its address is verified from now on.
 * @param issuerSession that its owner is just opening
 */
export async function takeFromStranger(
  tx: SystemTx,
  personId: Id<'user'>,
  issuerSession: string | undefined,
): Promise<void> {
  await forgetWaysToSignIn(tx, personId, { isAll: true });
  await tx.sql.delete(passwordCredentials).where(eq(passwordCredentials.personId, personId));
  await endSignIns(tx, personId, issuerSession === undefined ? {} : { issuerSession });
  await markEmailVerified(tx, personId);
}
