import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { DocumentKind } from '../domain/instructor-application.ts';
import type { MembershipKey } from './memberships.ts';
import { applicantDocuments } from './tables.ts';

export interface ApplicantDocument {
  readonly mediaId: string;
  readonly kind: DocumentKind;
  readonly storedAt: Date;
}

/** The oldest first. */
export async function documentsOf(
  tx: SystemTx,
  key: MembershipKey,
): Promise<readonly ApplicantDocument[]> {
  const { mediaId, kind, storedAt } = applicantDocuments;
  return tx.sql
    .select({ mediaId, kind, storedAt })
    .from(applicantDocuments)
    .where(isOf(key))
    .orderBy(asc(storedAt), asc(mediaId));
}

/** Nothing happens when it is there. */
export async function insertDocument(
  tx: SystemTx,
  key: MembershipKey,
  document: ApplicantDocument,
): Promise<void> {
  await tx.sql
    .insert(applicantDocuments)
    .values({ ...key, ...document })
    .onConflictDoNothing();
}

/** @returns those of these that were there */
export async function deleteDocuments(
  tx: SystemTx,
  key: MembershipKey,
  mediaIds: readonly string[],
): Promise<readonly string[]> {
  if (mediaIds.length === 0) return [];
  const deleted = await tx.sql
    .delete(applicantDocuments)
    .where(and(isOf(key), inArray(applicantDocuments.mediaId, [...mediaIds])))
    .returning({ mediaId: applicantDocuments.mediaId });
  return deleted.map(({ mediaId }) => mediaId);
}

export interface OverdueDocuments {
  readonly tenantId: Id<'tenant'>;
  readonly personId: Id<'user'>;
  readonly mediaIds: readonly string[];
}

/**
 * Papers that nothing was decided on, or that were rejected, before a time: of those who never
 * applied by when they came, of the rejected by the decision.
 */
export async function overdueDocuments(
  tx: SystemTx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<readonly OverdueDocuments[]> {
  const rows = await tx.rows<{ tenantId: string; personId: string; mediaIds: string[] }>({
    text: `select d.tenant_id as "tenantId", d.person_id as "personId",
                  array_agg(d.media_id::text) as "mediaIds"
           from identity.applicant_documents d
           left join identity.instructors i
             on i.tenant_id = d.tenant_id and i.person_id = d.person_id
           where (i.person_id is null and d.stored_at < $1)
              or (i.status = 'rejected' and i.decided_at < $1 and d.stored_at < $1)
           group by d.tenant_id, d.person_id limit $2`,
    values: [before, limit],
  });
  return rows.map((row) => ({
    ...row,
    tenantId: id<'tenant'>(row.tenantId),
    personId: id<'user'>(row.personId),
  }));
}

function isOf({ tenantId, personId }: MembershipKey) {
  return and(eq(applicantDocuments.tenantId, tenantId), eq(applicantDocuments.personId, personId));
}
