import type { Id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type Decision, reviews } from './tables.ts';

export type Review = typeof reviews.$inferSelect;

/** Which open review: by its course, or by itself. */
export type OpenReview = { readonly courseId: Id<'course'> } | { readonly reviewId: Id<'review'> };

export interface Verdict {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly decidedAt: Date;
  /** Null when the system did. */
  readonly decidedBy: Id<'user'> | null;
}

/** Nothing happens when the course has an open review. */
export async function openReview(tx: Tx, review: typeof reviews.$inferInsert): Promise<void> {
  await tx.sql.insert(reviews).values(review).onConflictDoNothing();
}

/** Nothing happens when it is decided, or not there yet. */
export async function closeReview(tx: Tx, which: OpenReview, verdict: Verdict): Promise<void> {
  await tx.sql.update(reviews).set(verdict).where(isOpen(which));
}

export async function findOpenReview(tx: Tx, courseId: Id<'course'>): Promise<Review | undefined> {
  const [review] = await tx.sql.select().from(reviews).where(isOpen({ courseId }));
  return review;
}

/** Where a review stands among those that wait. */
export interface Place {
  readonly submittedAt: string;
  readonly id: string;
}

/** The one that waits longest first. */
export function listOpenReviews(
  tx: Tx,
  page: { readonly after: Place | undefined; readonly limit: number },
): Promise<Review[]> {
  return tx.sql
    .select()
    .from(reviews)
    .where(and(isNull(reviews.decidedAt), page.after && isBehind(page.after)))
    .orderBy(asc(reviews.submittedAt), asc(reviews.id))
    .limit(page.limit);
}

function isBehind({ submittedAt, id }: Place): SQL {
  const { submittedAt: time, id: own } = reviews;
  return sql`(${time}, ${own}) > (${submittedAt}::timestamptz, ${id}::uuid)`;
}

function isOpen(which: OpenReview): SQL | undefined {
  const match =
    'courseId' in which ? eq(reviews.courseId, which.courseId) : eq(reviews.id, which.reviewId);
  return and(match, isNull(reviews.decidedAt));
}
