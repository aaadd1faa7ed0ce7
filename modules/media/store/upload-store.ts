import type { Tx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
import { uploads } from './tables.ts';

export type Upload = typeof uploads.$inferSelect;
export type NewUpload = Omit<
  typeof uploads.$inferInsert,
  'tenantId' | 'status' | 'createdAt' | 'closedAt'
>;

export async function insertUpload(tx: Tx, upload: NewUpload): Promise<void> {
  await tx.sql.insert(uploads).values(upload);
}

export async function findUpload(tx: Tx, uploadId: string): Promise<Upload | undefined> {
  const [upload] = await tx.sql.select().from(uploads).where(eq(uploads.id, uploadId));
  return upload;
}

/** Ends an open upload; false when it had ended before. */
export async function closeUpload(
  tx: Tx,
  uploadId: string,
  status: 'completed' | 'aborted',
): Promise<boolean> {
  const closed = await tx.sql
    .update(uploads)
    .set({ status, closedAt: tx.ctx.now })
    .where(and(eq(uploads.id, uploadId), eq(uploads.status, 'open')))
    .returning({ id: uploads.id });
  return closed.length > 0;
}
