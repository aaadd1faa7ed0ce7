import type { Tx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Place } from './review-store.ts';
import { applications } from './tables.ts';

export type WaitingApplication = Omit<typeof applications.$inferSelect, 'tenantId' | 'decidedAt'>;

/** Puts it into the queue, for the first time or again. */
export async function openApplication(tx: Tx, application: WaitingApplication): Promise<void> {
  const { userId: _, ...about } = application;
  await tx.sql
    .insert(applications)
    .values(application)
    .onConflictDoUpdate({
      target: [applications.tenantId, applications.userId],
      set: { ...about, decidedAt: null },
    });
}

export async function noteMissing(
  tx: Tx,
  userId: Id<'user'>,
  missing: readonly string[],
): Promise<void> {
  await tx.sql
    .update(applications)
    .set({ missing: [...missing] })
    .where(eq(applications.userId, userId));
}

/** Takes it off the queue; it is kept without what it said. */
export async function closeApplication(tx: Tx, userId: Id<'user'>, decidedAt: Date): Promise<void> {
  await tx.sql
    .update(applications)
    .set({ decidedAt, headline: '', missing: [] })
    .where(and(eq(applications.userId, userId), isNull(applications.decidedAt)));
}

/** The one that waits longest first. */
export async function listApplications(
  tx: Tx,
  page: { readonly after: Place | undefined; readonly limit: number },
): Promise<WaitingApplication[]> {
  return tx.sql
    .select()
    .from(applications)
    .where(and(isNull(applications.decidedAt), page.after && isBehind(page.after)))
    .orderBy(asc(applications.submittedAt), asc(applications.userId))
    .limit(page.limit);
}

function isBehind({ submittedAt, id }: Place): SQL {
  const { submittedAt: time, userId } = applications;
  return sql`(${time}, ${userId}) > (${submittedAt}::timestamptz, ${id}::uuid)`;
}
