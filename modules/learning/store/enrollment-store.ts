import { type Id, id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Enrollment, EnrollmentScope } from '../domain/enrollment.ts';
import { enrollments } from './tables.ts';

interface CourseAndUser {
  readonly courseId: string;
  readonly userId: string;
}

export interface NewEnrollment extends CourseAndUser {
  readonly id: string;
  readonly scope: EnrollmentScope;
  readonly purchasedAt: Date;
  readonly expiresAt: Date | null;
}

interface PageRequest {
  readonly beforeId: string | undefined;
  readonly limit: number;
}

/** False when the learner has an enrollment in the course already. */
export async function insertEnrollment(tx: Tx, enrollment: NewEnrollment): Promise<boolean> {
  const { id: enrollmentId, courseId, userId, scope, purchasedAt, expiresAt } = enrollment;
  const inserted = await tx.sql
    .insert(enrollments)
    .values({ id: enrollmentId, courseId, userId, scope, purchasedAt, expiresAt })
    .onConflictDoNothing()
    .returning({ id: enrollments.id });
  return inserted.length > 0;
}

export async function findEnrollment(
  tx: Tx,
  { courseId, userId }: CourseAndUser,
): Promise<Enrollment | undefined> {
  const [row] = await tx.sql
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.userId, userId)));
  return row && toEnrollment(row);
}

/** The same, and nobody else changes it or what hangs on it until the transaction ends. */
export async function lockEnrollment(
  tx: Tx,
  { courseId, userId }: CourseAndUser,
): Promise<Enrollment | undefined> {
  const [row] = await tx.sql
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.userId, userId)))
    .for('update');
  return row && toEnrollment(row);
}

/** Gives an expired enrollment, which is locked, a new life. */
export async function renewEnrollment(
  tx: Tx,
  enrollmentId: string,
  { scope, purchasedAt, expiresAt }: Pick<NewEnrollment, 'scope' | 'purchasedAt' | 'expiresAt'>,
): Promise<boolean> {
  const renewed = await tx.sql
    .update(enrollments)
    .set({ scope, purchasedAt, expiresAt })
    .where(eq(enrollments.id, enrollmentId))
    .returning({ id: enrollments.id });
  return renewed.length > 0;
}

/** The newest first. */
export async function enrollmentsOfUser(
  tx: Tx,
  userId: string,
  page: PageRequest,
): Promise<Enrollment[]> {
  return pageOf(tx, eq(enrollments.userId, userId), page);
}

/** The newest first. */
export async function enrollmentsOfCourse(
  tx: Tx,
  courseId: string,
  page: PageRequest,
): Promise<Enrollment[]> {
  return pageOf(tx, eq(enrollments.courseId, courseId), page);
}

/** The courses that a person is in now, the latest first. */
export async function activeCourseIds(
  tx: Tx,
  { userId, limit }: { readonly userId: string; readonly limit: number },
): Promise<Id<'course'>[]> {
  const { expiresAt, status, courseId } = enrollments;
  const rows = await tx.sql
    .select({ courseId })
    .from(enrollments)
    .where(
      and(
        eq(enrollments.userId, userId),
        eq(status, 'active'),
        or(isNull(expiresAt), gt(expiresAt, tx.ctx.now)),
      ),
    )
    .orderBy(desc(enrollments.id))
    .limit(limit);
  return rows.map((row) => id<'course'>(row.courseId));
}

async function pageOf(
  tx: Tx,
  whose: ReturnType<typeof eq>,
  { beforeId, limit }: PageRequest,
): Promise<Enrollment[]> {
  const rows = await tx.sql
    .select()
    .from(enrollments)
    .where(and(whose, beforeId === undefined ? undefined : lt(enrollments.id, beforeId)))
    .orderBy(desc(enrollments.id))
    .limit(limit);
  return rows.map(toEnrollment);
}

function toEnrollment(row: typeof enrollments.$inferSelect): Enrollment {
  return {
    id: id(row.id),
    courseId: id(row.courseId),
    userId: id(row.userId),
    scope: row.scope,
    isRevoked: row.status === 'revoked',
    purchasedAt: row.purchasedAt,
    expiresAt: row.expiresAt,
    lastAccessedAt: row.lastAccessedAt,
  };
}
