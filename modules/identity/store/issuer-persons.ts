import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import { endSignIns } from './end-sign-ins.ts';
import {
  foreignIdentities,
  oneTimeCodes,
  passkeys,
  passwordCredentials,
  persons,
  recoveryCodes,
} from './tables.ts';

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

/** Leaves whoever had the account until now no way in; its address is verified from now on. */
export async function takeFromStranger(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  const waysIn = [passwordCredentials, passkeys, oneTimeCodes, recoveryCodes, foreignIdentities];
  for (const way of waysIn) await tx.sql.delete(way).where(eq(way.personId, personId));
  await endSignIns(tx, personId);
  await markEmailVerified(tx, personId);
}
