import type { SystemTx } from '@edumaster/database';
import { type Id, id, newId } from '@edumaster/kernel';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { foreignIdentities } from './factor-tables.ts';

/** Who somebody is at an issuer; addresses change hands, subjects do not. */
export interface ForeignSubject {
  readonly issuer: string;
  readonly subject: string;
}

export interface ForeignIdentity extends ForeignSubject {
  readonly id: Id<'foreign-identity'>;
  readonly personId: Id<'user'>;
  readonly email: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function findForeignIdentity(
  tx: SystemTx,
  { issuer, subject }: ForeignSubject,
): Promise<ForeignIdentity | undefined> {
  const [row] = await tx.sql
    .select()
    .from(foreignIdentities)
    .where(and(eq(foreignIdentities.issuer, issuer), eq(foreignIdentities.subject, subject)));
  return row && toForeignIdentity(row);
}

export async function foreignIdentitiesOf(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<readonly ForeignIdentity[]> {
  const rows = await tx.sql
    .select()
    .from(foreignIdentities)
    .where(eq(foreignIdentities.personId, personId))
    .orderBy(asc(foreignIdentities.createdAt), asc(foreignIdentities.id));
  return rows.map(toForeignIdentity);
}

/** @returns the id, or undefined when the identity is linked already, to whomever */
export async function insertForeignIdentity(
  tx: SystemTx,
  link: ForeignSubject & { readonly personId: Id<'user'>; readonly email: string },
): Promise<Id<'foreign-identity'> | undefined> {
  const { issuer, subject, personId, email } = link;
  const { now } = tx.ctx;
  const linkId = newId<'foreign-identity'>(now.getTime());
  const added = await tx.sql
    .insert(foreignIdentities)
    .values({ id: linkId, issuer, subject, personId, email, createdAt: now })
    .onConflictDoNothing({ target: [foreignIdentities.issuer, foreignIdentities.subject] })
    .returning({ id: foreignIdentities.id });
  return added.length > 0 ? linkId : undefined;
}

export async function recordForeignSignIn(
  tx: SystemTx,
  linkId: Id<'foreign-identity'>,
  email: string,
): Promise<void> {
  await tx.sql
    .update(foreignIdentities)
    .set({ email, lastUsedAt: tx.ctx.now })
    .where(eq(foreignIdentities.id, linkId));
}

export async function deleteForeignIdentity(
  tx: SystemTx,
  key: { readonly id: Id<'foreign-identity'>; readonly personId: Id<'user'> },
): Promise<ForeignIdentity | undefined> {
  const [row] = await tx.sql
    .delete(foreignIdentities)
    .where(and(eq(foreignIdentities.id, key.id), eq(foreignIdentities.personId, key.personId)))
    .returning();
  return row && toForeignIdentity(row);
}

/** Whether a person is linked at one of these issuers. */
export async function isLinkedAt(
  tx: SystemTx,
  personId: Id<'user'>,
  issuers: readonly string[],
): Promise<boolean> {
  if (issuers.length === 0) return false;
  const [row] = await tx.sql
    .select({ id: foreignIdentities.id })
    .from(foreignIdentities)
    .where(
      and(
        eq(foreignIdentities.personId, personId),
        inArray(foreignIdentities.issuer, [...issuers]),
      ),
    )
    .limit(1);
  return row !== undefined;
}

function toForeignIdentity(row: typeof foreignIdentities.$inferSelect): ForeignIdentity {
  return { ...row, id: id<'foreign-identity'>(row.id), personId: id<'user'>(row.personId) };
}
