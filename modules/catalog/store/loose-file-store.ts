import { type Id, id } from '@edumaster/kernel';
import type { SystemTx, Tx } from '@edumaster/database';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { lectureResources, looseFiles } from './tables.ts';

/** How long a file of no draft is kept: addresses of it live ten minutes, and people change their mind. */
const graceDays = 7;

export interface LooseFile {
  readonly tenantId: Id<'tenant'>;
  readonly mediaId: Id<'media'>;
}

/**
 * Nobody has `file` (a row of `loose_files`) any more: no draft, no version that learners see, and no
 * learner an address from a version that was replaced within the hour.
 */
const isNobodys = `
  file.discarded_at is null and file.loose_since < now() - make_interval(days => $1)
  and not exists (
    select 1 from catalog.lecture_resources r
    where r.tenant_id = file.tenant_id and r.media_id = file.media_id)
  and not exists (
    select 1 from catalog.version_files shown
    join catalog.courses c on c.tenant_id = shown.tenant_id and c.id = shown.course_id
    join catalog.course_versions v on v.tenant_id = c.tenant_id and v.course_id = c.id
      and v.version = c.published_version
    where shown.tenant_id = file.tenant_id and shown.media_id = file.media_id
      and (shown.version = v.version or v.published_at > now() - interval '1 hour'))`;

/** Of all tenants, the longest loose first. */
export async function looseFilesOfAll(tx: SystemTx, limit: number): Promise<LooseFile[]> {
  const rows = await tx.rows<{ tenantId: string; mediaId: string }>({
    text: `select tenant_id as "tenantId", media_id as "mediaId" from catalog.loose_files file
           where ${isNobodys} order by loose_since limit $2`,
    values: [graceDays, limit],
  });
  return rows.map(({ tenantId, mediaId }) => ({ tenantId: id(tenantId), mediaId: id(mediaId) }));
}

/**
 * Decides that a file is deleted, if still nobody has it: who attaches it at this moment waits for the
 * end of the transaction, and is refused then.
 * @returns whether it was decided now
 */
export async function discardLooseFile(tx: Tx, mediaId: Id<'media'>): Promise<boolean> {
  // In a statement of its own: who had the row before may have changed what the next one reads.
  await tx.sql
    .select({ mediaId: looseFiles.mediaId })
    .from(looseFiles)
    .where(eq(looseFiles.mediaId, mediaId))
    .for('update');
  const discarded = await tx.rows({
    text: `update catalog.loose_files file set discarded_at = now()
           where media_id = $2 and ${isNobodys} returning 1`,
    values: [graceDays, mediaId],
  });
  return discarded.length > 0;
}

/** A lecture is about to have the file. @returns false when it is being deleted */
export async function takeLooseFile(tx: Tx, mediaId: Id<'media'>): Promise<boolean> {
  await tx.sql
    .delete(looseFiles)
    .where(and(eq(looseFiles.mediaId, mediaId), isNull(looseFiles.discardedAt)));
  const [gone] = await tx.sql
    .select({ mediaId: looseFiles.mediaId })
    .from(looseFiles)
    .where(eq(looseFiles.mediaId, mediaId));
  return gone === undefined;
}

/** A file arrived that no lecture has (yet). */
export async function noteLooseFile(tx: Tx, mediaId: Id<'media'>): Promise<void> {
  const [attached] = await tx.sql
    .select({ id: lectureResources.id })
    .from(lectureResources)
    .where(eq(lectureResources.mediaId, mediaId))
    .limit(1);
  if (attached) return;
  await tx.sql
    .insert(looseFiles)
    .values({ mediaId, looseSince: sql`now()` })
    .onConflictDoNothing();
}
