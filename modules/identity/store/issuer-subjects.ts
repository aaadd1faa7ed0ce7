import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, eq } from 'drizzle-orm';
import { issuerSubjects } from './issuer-tables.ts';

/** Who somebody is at the issuer; addresses change hands, subjects do not. */
export interface IssuerSubject {
  readonly issuer: string;
  readonly subject: string;
}

/** Lets those who find a subject for the first time take turns until the transaction ends. */
export async function lockSubject(tx: SystemTx, { issuer, subject }: IssuerSubject): Promise<void> {
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`identity subject ${issuer} ${subject}`],
  });
}

export async function personOfSubject(
  tx: SystemTx,
  { issuer, subject }: IssuerSubject,
): Promise<Id<'user'> | undefined> {
  const [row] = await tx.sql
    .select({ personId: issuerSubjects.personId })
    .from(issuerSubjects)
    .where(and(eq(issuerSubjects.issuer, issuer), eq(issuerSubjects.subject, subject)));
  return row && id<'user'>(row.personId);
}

export async function linkSubject(
  tx: SystemTx,
  { issuer, subject }: IssuerSubject,
  personId: Id<'user'>,
): Promise<void> {
  await tx.sql.insert(issuerSubjects).values({ issuer, subject, personId, linkedAt: tx.ctx.now });
}
