import { AppError, type Ctx, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseId } from '@edumaster/catalog';
import { Identity } from '@edumaster/identity';
import { Injectable } from '@nestjs/common';
import { enrollmentsOfCourse } from '../store/enrollment-store.ts';
import { progressOf } from '../store/lecture-progress-store.ts';
import { type EnrollmentView, enrollmentView } from './enrollment-view.ts';
import { defaultLimit, type PageQuery, pageRequest } from './page-request.ts';

export interface CourseEnrollment extends EnrollmentView {
  /** Null for somebody who is gone. */
  readonly userName: string | null;
}

/** Who is enrolled in a course, for those who teach or moderate it. */
@Injectable()
export class ListCourseEnrollments {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #identity: Identity;

  constructor(db: Db, catalog: Catalog, identity: Identity) {
    this.#db = db;
    this.#catalog = catalog;
    this.#identity = identity;
  }

  /** @throws AppError `not_found`, `forbidden` */
  async run(ctx: Ctx, { courseId, ...page }: { courseId: CourseId } & PageQuery) {
    const curriculum = await this.#catalog.published(ctx, { courseId });
    if (!(await this.#catalog.maySeeDraft(ctx, { courseId }))) {
      throw new AppError(curriculum ? 'forbidden' : 'not_found');
    }
    const { rows, progress } = await this.#db.inTx(ctx, async (tx) => {
      const found = await enrollmentsOfCourse(tx, courseId, pageRequest(page));
      const userIds = found.map(({ userId }) => userId);
      return { rows: found, progress: await progressOf(tx, { userIds, courseIds: [courseId] }) };
    });
    const { items, nextCursor } = pageOf(rows, page.limit ?? defaultLimit, ({ id }) => [id]);
    const people = await this.#identity.people(ctx, { ids: items.map(({ userId }) => userId) });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return {
      nextCursor,
      items: items.map((enrollment): CourseEnrollment => ({
        ...enrollmentView(enrollment, { progress, curriculum, now: ctx.now }),
        userName: names.get(enrollment.userId) ?? null,
      })),
    };
  }
}
