import type { Id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, eq, inArray } from 'drizzle-orm';
import type { CourseContent } from '../domain/course-content.ts';
import { type CourseRow, courses, courseVersions } from './tables.ts';

/** A published course with the version that learners see. */
export interface PublishedCourse {
  readonly course: CourseRow;
  readonly version: number;
  readonly content: CourseContent;
  readonly publishedAt: Date;
}

export async function insertVersion(
  tx: Tx,
  version: typeof courseVersions.$inferInsert,
): Promise<void> {
  await tx.sql.insert(courseVersions).values(version);
}

/** The published ones of these courses, archived ones too. */
export function findPublished(
  tx: Tx,
  courseIds: readonly Id<'course'>[],
): Promise<PublishedCourse[]> {
  const { version, content, publishedAt } = courseVersions;
  return tx.sql
    .select({ course: courses, version, content, publishedAt })
    .from(courses)
    .innerJoin(
      courseVersions,
      and(eq(courseVersions.courseId, courses.id), eq(version, courses.publishedVersion)),
    )
    .where(inArray(courses.id, [...courseIds]));
}

export async function findVersion(
  tx: Tx,
  courseId: Id<'course'>,
  version: number,
): Promise<{ content: CourseContent; publishedAt: Date } | undefined> {
  const { content, publishedAt } = courseVersions;
  const [found] = await tx.sql
    .select({ content, publishedAt })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.version, version)));
  return found;
}
