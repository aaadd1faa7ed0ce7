import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import type { Enrollment } from '../domain/enrollment.ts';
import { progressOf } from '../store/lecture-progress-store.ts';
import { type EnrollmentView, enrollmentView } from './enrollment-view.ts';

/** One enrollment with how far its learner is. */
@Injectable()
export class ReadEnrollment {
  readonly #db: Db;
  readonly #catalog: Catalog;

  constructor(db: Db, catalog: Catalog) {
    this.#db = db;
    this.#catalog = catalog;
  }

  async run(ctx: Ctx, enrollment: Enrollment): Promise<EnrollmentView> {
    const { userId, courseId } = enrollment;
    const curriculum = await this.#catalog.published(ctx, { courseId });
    const progress = await this.#db.inTx(ctx, (tx) =>
      progressOf(tx, { userIds: [userId], courseIds: [courseId] }),
    );
    return enrollmentView(enrollment, { progress, curriculum, now: ctx.now });
  }
}
