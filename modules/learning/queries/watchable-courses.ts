import { AppError, type Ctx } from '@edumaster/kernel';
import { Catalog, type CourseCurriculum, type CourseId } from '@edumaster/catalog';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/enrollment.ts';
import { activeCourseIds, findEnrollment } from '../store/enrollment-store.ts';

/** The newest ones; nobody is in more courses than that, and a search stays a search. */
const mostCourses = 500;

/** The courses whose lectures a person may watch now. */
@Injectable()
export class WatchableCourses {
  readonly #db: Db;
  readonly #catalog: Catalog;

  constructor(db: Db, catalog: Catalog) {
    this.#db = db;
    this.#catalog = catalog;
  }

  /** Those they are enrolled in, the latest first, then the drafts of those they teach. */
  async all(ctx: Ctx): Promise<readonly CourseCurriculum[]> {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
    const { userId } = ctx.actor;
    const courseIds = await this.#db.inTx(ctx, (tx) =>
      activeCourseIds(tx, { userId, limit: mostCourses }),
    );
    const published = await this.#catalog.publishedMany(ctx, { courseIds });
    const byId = new Map<string, CourseCurriculum>(
      published.map((course) => [course.courseId, course]),
    );
    const enrolled = courseIds.flatMap((courseId) => byId.get(courseId) ?? []);
    const taught = await this.#catalog.taught(ctx, { instructorId: userId });
    return [...enrolled, ...taught];
  }

  /**
   * The published version for learners; the draft, too, for those who teach or moderate the course.
   * @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403)
   */
  async one(ctx: Ctx, courseId: CourseId): Promise<readonly CourseCurriculum[]> {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
    const isInsider = await this.#catalog.maySeeDraft(ctx, { courseId });
    const published = await this.#catalog.published(ctx, { courseId });
    if (isInsider) {
      return [await this.#catalog.draft(ctx, { courseId }), ...(published ? [published] : [])];
    }
    if (!published) throw new AppError('not_found', { detail: 'There is no such course' });
    const learner = { courseId, userId: ctx.actor.userId };
    const enrollment = await this.#db.inTx(ctx, (tx) => findEnrollment(tx, learner));
    const isIn = enrollment && statusOf(enrollment, ctx.now) === 'active';
    if (!isIn) throw new AppError('not_enrolled');
    return [published];
  }
}
