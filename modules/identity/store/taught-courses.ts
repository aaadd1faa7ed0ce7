import type { Tx } from '@edumaster/database';
import { sql } from 'drizzle-orm';
import { taughtCourses } from './tables.ts';

const target = [taughtCourses.tenantId, taughtCourses.courseId];

export async function notePublished(
  tx: Tx,
  { courseId, instructorId }: { readonly courseId: string; readonly instructorId: string },
): Promise<void> {
  const set = { instructorId, isPublished: true };
  await tx.sql
    .insert(taughtCourses)
    .values({ courseId, ...set })
    .onConflictDoUpdate({ target, set });
}

export async function noteArchived(tx: Tx, courseId: string): Promise<void> {
  await tx.sql
    .insert(taughtCourses)
    .values({ courseId })
    .onConflictDoUpdate({ target, set: { isPublished: false } });
}

export async function countEnrollment(tx: Tx, courseId: string): Promise<void> {
  await tx.sql
    .insert(taughtCourses)
    .values({ courseId, enrollments: 1 })
    .onConflictDoUpdate({ target, set: { enrollments: sql`${taughtCourses.enrollments} + 1` } });
}
