import type { SystemTx } from '@edumaster/database';
import { type Id, id, newId } from '@edumaster/kernel';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Consent } from '../domain/consent.ts';
import type { ExportStatus, PersonalExport } from '../domain/personal-export.ts';
import { consents, knownTenants, personalExports } from './tables.ts';

type PersonId = Id<'user'>;

/** Tenants that the person is or ever was a member of. */
export async function tenantsOf(tx: SystemTx, personId: PersonId): Promise<Id<'tenant'>[]> {
  const rows = await tx.sql
    .select({ tenantId: knownTenants.tenantId })
    .from(knownTenants)
    .where(eq(knownTenants.personId, personId))
    .orderBy(knownTenants.tenantId);
  return rows.map(({ tenantId }) => id<'tenant'>(tenantId));
}

export async function insertExport(
  tx: SystemTx,
  given: { id: Id<'export'>; personId: PersonId; tenantId: Id<'tenant'> },
): Promise<void> {
  await tx.sql.insert(personalExports).values({ ...given, requestedAt: tx.ctx.now });
}

/** The newest, and those first. */
export async function exportsOf(tx: SystemTx, personId: PersonId): Promise<PersonalExport[]> {
  const rows = await tx.sql
    .select()
    .from(personalExports)
    .where(eq(personalExports.personId, personId))
    .orderBy(desc(personalExports.requestedAt))
    .limit(20);
  return rows.map((row) => ({ ...row, id: id<'export'>(row.id) }));
}

/** One of this person's own. */
export async function findExport(
  tx: SystemTx,
  personId: PersonId,
  exportId: Id<'export'>,
): Promise<PersonalExport | undefined> {
  const [row] = await tx.sql
    .select()
    .from(personalExports)
    .where(and(eq(personalExports.id, exportId), eq(personalExports.personId, personId)));
  return row && { ...row, id: id<'export'>(row.id) };
}

/** Those whose file lies there, or may lie there while it is made. */
export async function exportsWithFile(tx: SystemTx, personId: PersonId): Promise<Id<'export'>[]> {
  const hasFile = inArray(personalExports.status, ['requested', 'ready']);
  const rows = await tx.sql
    .select({ id: personalExports.id })
    .from(personalExports)
    .where(and(eq(personalExports.personId, personId), hasFile));
  return rows.map((row) => id<'export'>(row.id));
}

/** Whom an export is for, and whether it still waits; undefined when they were erased. */
export async function requestOf(
  tx: SystemTx,
  exportId: Id<'export'>,
): Promise<{ readonly personId: PersonId; readonly status: ExportStatus } | undefined> {
  const { personId, status } = personalExports;
  const [row] = await tx.sql
    .select({ personId, status })
    .from(personalExports)
    .where(eq(personalExports.id, exportId));
  return row && { ...row, personId: id<'user'>(row.personId) };
}

/** @returns false when it does not wait any more, for example because the person was erased */
export async function finishExport(
  tx: SystemTx,
  exportId: Id<'export'>,
  file: { readonly expiresAt: Date; readonly size: number },
): Promise<boolean> {
  const changed = await tx.sql
    .update(personalExports)
    .set({ ...file, status: 'ready', readyAt: tx.ctx.now })
    .where(and(eq(personalExports.id, exportId), eq(personalExports.status, 'requested')))
    .returning({ id: personalExports.id });
  return changed.length > 0;
}

/** Marks files whose time is over. @returns their ids */
export async function expireExports(tx: SystemTx, limit: number): Promise<Id<'export'>[]> {
  const due = tx.sql
    .select({ id: personalExports.id })
    .from(personalExports)
    .where(and(eq(personalExports.status, 'ready'), lt(personalExports.expiresAt, tx.ctx.now)))
    .limit(limit);
  const expired = await tx.sql
    .update(personalExports)
    .set({ status: 'expired' })
    .where(inArray(personalExports.id, due))
    .returning({ id: personalExports.id });
  return expired.map((row) => id<'export'>(row.id));
}

/** Those that wait since before this time are not made any more: the person may ask again. */
export async function giveUpExports(tx: SystemTx, before: Date): Promise<void> {
  await tx.sql
    .update(personalExports)
    .set({ status: 'failed' })
    .where(and(eq(personalExports.status, 'requested'), lt(personalExports.requestedAt, before)));
}

export async function insertConsent(
  tx: SystemTx,
  given: Omit<Consent, 'decidedAt'> & { personId: PersonId },
): Promise<void> {
  await tx.sql.insert(consents).values({ ...given, id: newId(), decidedAt: tx.ctx.now });
}

/** Newest first. */
export async function consentsOf(tx: SystemTx, personId: PersonId): Promise<Consent[]> {
  return tx.sql
    .select({
      purpose: consents.purpose,
      version: consents.version,
      isGiven: consents.isGiven,
      decidedAt: consents.decidedAt,
    })
    .from(consents)
    .where(eq(consents.personId, personId))
    .orderBy(desc(consents.decidedAt), desc(consents.id));
}

/**
 * Replaces the person by one without any property: everything that hangs on the row goes with it.
 * What is kept elsewhere (orders, courses, the audit log) goes on naming the id.
 */
export async function replaceByTombstone(
  tx: SystemTx,
  personId: PersonId,
  tombstone: { email: string; name: string },
): Promise<void> {
  const address = await tx.rows<{ email: string }>({
    text: `delete from identity.persons where id = $1 returning email`,
    values: [personId],
  });
  await tx.rows({
    text: `insert into identity.persons (id, email, name, status, created_at, updated_at)
           values ($1, $2, $3, 'deleted', $4, $4)`,
    values: [personId, tombstone.email, tombstone.name, tx.ctx.now],
  });
  for (const table of [
    'instructors',
    'applicant_documents',
    'tax_details',
    'identity_checks',
    'issuer_roles',
  ]) {
    await tx.rows({
      text: `delete from identity.${table} where person_id = $1`,
      values: [personId],
    });
  }
  await tx.rows({
    text: 'delete from identity.memberships where person_id = $1',
    values: [personId],
  });
  await tx.rows({
    text: `delete from identity.oidc_records where grant_id in (
             select id from identity.oidc_records
             where model = 'Grant' and payload->>'accountId' = $1)
           or payload->>'accountId' = $1 or payload->'session'->>'accountId' = $1`,
    values: [personId],
  });
  await tx.rows({
    text: 'delete from identity.one_time_messages where email = $1',
    values: [address[0]?.email ?? ''],
  });
  await tx.rows({
    text: 'delete from identity.invitations where email = $1 or accepted_by = $2',
    values: [address[0]?.email ?? '', personId],
  });
  await tx.rows({
    text: 'delete from identity.impersonations where person_id = $1',
    values: [personId],
  });
}
