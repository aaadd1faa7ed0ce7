import { type SystemTx, violatesUnique } from '@edumaster/database';
import { AppError, type Id, id } from '@edumaster/kernel';
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Person } from '../domain/account.ts';
import { passwordCredentials, persons } from './tables.ts';

export interface NewPersonRow {
  readonly id: Id<'user'>;
  readonly email: string;
  readonly name: string;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  /** Null for who signs in by an account elsewhere. */
  readonly passwordHash: string | null;
}

/** @returns false when the e-mail address is taken: the unique constraint has the last word */
export async function insertPerson(tx: SystemTx, person: NewPersonRow): Promise<boolean> {
  const { passwordHash, ...row } = person;
  const added = await tx.sql
    .insert(persons)
    .values({ ...row, updatedAt: row.createdAt })
    .onConflictDoNothing({ target: persons.email })
    .returning({ id: persons.id });
  if (added.length === 0) return false;
  if (passwordHash === null) return true;
  await tx.sql
    .insert(passwordCredentials)
    .values({ personId: person.id, hash: passwordHash, changedAt: person.createdAt });
  return true;
}

export function findPerson(tx: SystemTx, personId: Id<'user'>): Promise<Person | undefined> {
  return findOne(tx, eq(persons.id, personId));
}

export function findPersonByEmail(tx: SystemTx, email: string): Promise<Person | undefined> {
  return findOne(tx, eq(persons.email, email));
}

export async function findCredentials(
  tx: SystemTx,
  email: string,
): Promise<{ person: Person; hash: string } | undefined> {
  const [row] = await tx.sql
    .select({ person: persons, hash: passwordCredentials.hash })
    .from(persons)
    .innerJoin(passwordCredentials, eq(passwordCredentials.personId, persons.id))
    .where(eq(persons.email, email));
  return row && { person: toPerson(row.person), hash: row.hash };
}

/** The person, held until the transaction ends: changes to one account take turns. */
export async function lockPerson(tx: SystemTx, personId: Id<'user'>): Promise<Person | undefined> {
  const [row] = await tx.sql.select().from(persons).where(eq(persons.id, personId)).for('update');
  return row && toPerson(row);
}

/** The account that has this address now, held; it may have got another while we waited. */
export async function lockHolder(tx: SystemTx, email: string): Promise<Person | undefined> {
  const found = await findPersonByEmail(tx, email);
  const held = found && (await lockPerson(tx, found.id));
  return held?.email === email ? held : undefined;
}

export async function setEmail(
  tx: SystemTx,
  personId: Id<'user'>,
  { email, verifiedAt }: { readonly email: string; readonly verifiedAt: Date },
): Promise<void> {
  await tx.sql
    .update(persons)
    .set({ email, emailVerifiedAt: verifiedAt, updatedAt: tx.ctx.now })
    .where(eq(persons.id, personId));
}

/** For a change of the address: the unique constraint has the last word. */
export function takenByAnother(error: unknown): never {
  if (violatesUnique(error, 'persons_email_unique')) throw new AppError('email_taken');
  throw error;
}

/** @returns null for a person who has no password, for example one who came from elsewhere */
export async function passwordOf(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<{ readonly hash: string; readonly changedAt: Date } | null> {
  const [row] = await tx.sql
    .select({ hash: passwordCredentials.hash, changedAt: passwordCredentials.changedAt })
    .from(passwordCredentials)
    .where(eq(passwordCredentials.personId, personId));
  return row ?? null;
}

export async function setPassword(tx: SystemTx, personId: Id<'user'>, hash: string): Promise<void> {
  const changedAt = tx.ctx.now;
  await tx.sql
    .insert(passwordCredentials)
    .values({ personId, hash, changedAt })
    .onConflictDoUpdate({ target: passwordCredentials.personId, set: { hash, changedAt } });
}

/** The person has no password from now on. */
export async function removePassword(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  await tx.sql.delete(passwordCredentials).where(eq(passwordCredentials.personId, personId));
}

export interface ProfileChange {
  readonly name?: string | undefined;
  readonly phoneNumber?: string | null | undefined;
}

export async function updateProfile(
  tx: SystemTx,
  personId: Id<'user'>,
  change: ProfileChange,
): Promise<void> {
  await tx.sql
    .update(persons)
    .set({ ...change, updatedAt: tx.ctx.now })
    .where(eq(persons.id, personId));
}

/** Whoever followed the link of a mail to this address has shown that it is theirs. */
export async function verifyAddress(
  tx: SystemTx,
  { id: personId, email }: Pick<Person, 'id' | 'email'>,
): Promise<void> {
  const { now } = tx.ctx;
  await tx.sql
    .update(persons)
    .set({ emailVerifiedAt: now, updatedAt: now })
    .where(
      and(eq(persons.id, personId), eq(persons.email, email), isNull(persons.emailVerifiedAt)),
    );
}

async function findOne(tx: SystemTx, condition: SQL): Promise<Person | undefined> {
  const [row] = await tx.sql.select().from(persons).where(condition);
  return row && toPerson(row);
}

function toPerson(row: typeof persons.$inferSelect): Person {
  const { email, name, phoneNumber, avatarUrl, emailVerifiedAt, status } = row;
  return { id: id<'user'>(row.id), email, name, phoneNumber, avatarUrl, emailVerifiedAt, status };
}
