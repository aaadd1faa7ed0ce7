import { type Id, isId } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { CourseDetails } from '../domain/course-content.ts';
import { type CourseRow, courses, rejections } from './tables.ts';

type CourseId = Id<'course'>;

/** How a course is addressed: by its id or its slug. */
export async function findCourse(tx: Tx, ref: string): Promise<CourseRow | undefined> {
  const matches = isId(ref) ? eq(courses.id, ref as CourseId) : eq(courses.slug, ref);
  const [course] = await tx.sql.select().from(courses).where(matches);
  return course;
}

/** The course, held until the transaction ends: whatever changes it or its outline takes turns. */
export async function lockCourse(tx: Tx, id: CourseId): Promise<CourseRow | undefined> {
  const [course] = await tx.sql.select().from(courses).where(eq(courses.id, id)).for('update');
  return course;
}

/** @returns undefined when the slug is taken */
export async function insertCourse(
  tx: Tx,
  course: typeof courses.$inferInsert,
): Promise<CourseRow | undefined> {
  const [inserted] = await tx.sql
    .insert(courses)
    .values(course)
    .onConflictDoNothing({ target: [courses.tenantId, courses.slug] })
    .returning();
  return inserted;
}

export async function updateCourse(
  tx: Tx,
  id: CourseId,
  values: Partial<typeof courses.$inferInsert>,
): Promise<void> {
  await tx.sql.update(courses).set(values).where(eq(courses.id, id));
}

/** The draft now differs from what is published. */
export async function touchDraft(tx: Tx, id: CourseId): Promise<void> {
  await updateCourse(tx, id, { hasChanges: true, updatedAt: tx.ctx.now });
}

/** Its outline goes with it. */
export async function deleteCourse(tx: Tx, id: CourseId): Promise<void> {
  await tx.sql.delete(courses).where(eq(courses.id, id));
}

/** All of them, held until the transaction ends, in one order. */
export function coursesOf(tx: Tx, instructorId: Id<'user'>): Promise<CourseRow[]> {
  return tx.sql
    .select()
    .from(courses)
    .where(eq(courses.instructorId, instructorId))
    .orderBy(courses.id)
    .for('update');
}

/** The newest first. */
export function listCoursesOf(
  tx: Tx,
  instructorId: Id<'user'>,
  page: { readonly before: CourseId | undefined; readonly limit: number },
): Promise<CourseRow[]> {
  const older = page.before ? lt(courses.id, page.before) : undefined;
  return tx.sql
    .select()
    .from(courses)
    .where(and(eq(courses.instructorId, instructorId), older))
    .orderBy(desc(courses.id))
    .limit(page.limit);
}

export async function countEnrollment(tx: Tx, id: CourseId): Promise<void> {
  await tx.sql
    .update(courses)
    .set({ enrollmentCount: sql`${courses.enrollmentCount} + 1` })
    .where(eq(courses.id, id));
}

export async function insertRejection(
  tx: Tx,
  rejection: typeof rejections.$inferInsert,
): Promise<void> {
  await tx.sql.insert(rejections).values(rejection);
}

export interface Rejection {
  readonly reason: string;
  readonly rejectedAt: Date;
}

export async function findRejection(tx: Tx, id: Id<'rejection'>): Promise<Rejection | undefined> {
  const { reason, rejectedAt } = rejections;
  const [found] = await tx.sql
    .select({ reason, rejectedAt })
    .from(rejections)
    .where(eq(rejections.id, id));
  return found;
}

/** The draft's fields as the domain has them. */
export function detailsOf(course: CourseRow): CourseDetails {
  const { title, subtitle, description, level, language, tags, thumbnailMediaId } = course;
  const { discountPercent: percent, discountEndsAt } = course;
  const endsAt = discountEndsAt?.toISOString() ?? null;
  return {
    title,
    subtitle,
    description,
    category: course.categorySlug,
    level,
    language,
    price: { amount: course.priceAmount, currency: course.priceCurrency },
    discount: percent === null ? null : { percent, endsAt },
    tags,
    thumbnailMediaId,
  };
}

/** The columns of those fields that are given. */
export function columnsOf(details: Partial<CourseDetails>): Partial<typeof courses.$inferInsert> {
  const { category, price, discount, tags, ...same } = details;
  return {
    ...same,
    ...(category === undefined ? {} : { categorySlug: category }),
    ...(price ? { priceAmount: price.amount, priceCurrency: price.currency } : {}),
    ...(discount === undefined
      ? {}
      : {
          discountPercent: discount?.percent ?? null,
          discountEndsAt: discount?.endsAt ? new Date(discount.endsAt) : null,
        }),
    ...(tags ? { tags: [...tags] } : {}),
  };
}
