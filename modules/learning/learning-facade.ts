import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { completionPercentage } from './domain/completion.ts';
import { statusOf } from './domain/enrollment.ts';
import type { CourseProgress, Learning } from './index.ts';
import { findEnrollment } from './store/enrollment-store.ts';
import { completedLectures, courseCompletedAt } from './store/lecture-progress-store.ts';
import { GrantAccess } from './use-cases/grant-access.ts';

type Input<Method extends keyof Learning> = Parameters<Learning[Method]>[1];

@Injectable()
export class LearningFacade implements Learning {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #grantAccess: GrantAccess;

  constructor(db: Db, catalog: Catalog, grantAccess: GrantAccess) {
    this.#db = db;
    this.#catalog = catalog;
    this.#grantAccess = grantAccess;
  }

  async hasAccess(ctx: Ctx, input: Input<'hasAccess'>): Promise<boolean> {
    const enrollment = await this.#db.inTx(ctx, (tx) => findEnrollment(tx, input));
    return enrollment !== undefined && statusOf(enrollment, ctx.now) === 'active';
  }

  async progress(ctx: Ctx, input: Input<'progress'>): Promise<CourseProgress> {
    const course = await this.#catalog.published(ctx, { courseId: input.courseId });
    const lectureIds = course?.lectures.map(({ id }) => id) ?? [];
    return this.#db.inTx(ctx, async (tx) => ({
      completionPercentage: completionPercentage(lectureIds, await completedLectures(tx, input)),
      completedAt: await courseCompletedAt(tx, input),
    }));
  }

  async grantAccess(ctx: Ctx, input: Input<'grantAccess'>) {
    const { purchasedAt = ctx.now, expiresAt = null, ...access } = input;
    const granted = await this.#grantAccess.run(ctx, { ...access, purchasedAt, expiresAt });
    return { enrollmentId: granted.enrollment.id, isNew: granted.isNew };
  }
}
