import { AppError, type Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/course-state.ts';
import { submissionProblems } from '../domain/submission.ts';
import { readDraft } from '../policy.ts';
import { detailsOf, findCourse, findRejection } from '../store/course-store.ts';
import { readOutline } from '../store/outline-store.ts';
import type { CourseRow } from '../store/tables.ts';
import { findVersion } from '../store/version-store.ts';
import { nameOf } from '../use-cases/name-of.ts';
import type { DraftView, PublishedView } from './course-view.ts';

@Injectable()
export class ReadCourse {
  constructor(
    private readonly db: Db,
    private readonly identity: Identity,
  ) {}

  /**
   * The course as the caller may see it: the draft for its instructor and the moderators, the
   * published version for everybody else.
   * @param input.ref id or slug
   * @throws AppError `course_not_found`
   */
  async run(ctx: Ctx, { ref }: { ref: string }): Promise<DraftView | PublishedView> {
    const view = await this.db.inTx(ctx, async (tx) => {
      const course = await findCourse(tx, ref);
      if (!course) throw new AppError('course_not_found');
      return may(ctx.actor, readDraft, course) ? draftView(tx, course) : publishedView(tx, course);
    });
    const instructor = await nameOf(this.identity, ctx, view.course.instructorId);
    return { ...view, instructor };
  }
}

async function draftView(tx: Tx, course: CourseRow): Promise<Omit<DraftView, 'instructor'>> {
  const sections = await readOutline(tx, course.id);
  const rejection = course.rejectionId ? await findRejection(tx, course.rejectionId) : undefined;
  const details = { ...detailsOf(course), sections };
  return {
    kind: 'draft',
    course,
    status: statusOf(course),
    details,
    rejection,
    problems: submissionProblems(details),
    updatedAt: course.updatedAt,
  };
}

async function publishedView(
  tx: Tx,
  course: CourseRow,
): Promise<Omit<PublishedView, 'instructor'>> {
  const { publishedVersion: version, archivedAt } = course;
  const found = version === null ? undefined : await findVersion(tx, course.id, version);
  if (!found) throw new AppError('course_not_found');
  return {
    kind: 'published',
    course,
    status: archivedAt ? 'archived' : 'published',
    details: found.content,
    updatedAt: found.publishedAt,
  };
}
