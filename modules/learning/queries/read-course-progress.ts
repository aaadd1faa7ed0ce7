import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseId } from '@edumaster/catalog';
import { authorize, authorizeAttempt } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { progressSummary, type ProgressSummary } from '../domain/progress-summary.ts';
import { readProgress } from '../policy.ts';
import { progressOf } from '../store/lecture-progress-store.ts';

interface WantedProgress {
  readonly userId: Id<'user'>;
  readonly courseId: CourseId;
}

/** A learner's progress, for themselves, the course's instructor and administrators. */
@Injectable()
export class ReadCourseProgress {
  readonly #db: Db;
  readonly #catalog: Catalog;

  constructor(db: Db, catalog: Catalog) {
    this.#db = db;
    this.#catalog = catalog;
  }

  /** @throws AppError `not_found`, `forbidden` */
  async run(ctx: Ctx, { userId, courseId }: WantedProgress): Promise<ProgressSummary> {
    authorizeAttempt(ctx, readProgress);
    const course = await this.#catalog.published(ctx, { courseId });
    if (!course) throw new AppError('not_found', { detail: 'There is no such course' });
    authorize(ctx, readProgress, { userId, instructorId: course.instructorId });
    const states = await this.#db.inTx(ctx, (tx) =>
      progressOf(tx, { userIds: [userId], courseIds: [courseId] }),
    );
    return progressSummary(
      course.lectures.map(({ id }) => id),
      states,
    );
  }
}
