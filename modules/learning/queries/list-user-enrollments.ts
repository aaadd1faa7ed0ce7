import { type Ctx, type Id, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseCurriculum } from '@edumaster/catalog';
import { Identity, type PersonCard } from '@edumaster/identity';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { listEnrollments } from '../policy.ts';
import { enrollmentsOfUser } from '../store/enrollment-store.ts';
import { progressOf } from '../store/lecture-progress-store.ts';
import { type EnrollmentView, enrollmentView } from './enrollment-view.ts';
import { defaultLimit, type PageQuery, pageRequest } from './page-request.ts';

export interface EnrolledCourse {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly thumbnailUrl: string | null;
  readonly instructor: { readonly id: string; readonly name: string };
  readonly lectureCount: number;
}

export interface UserEnrollment extends EnrollmentView {
  /** Null when the course has no published version any more. */
  readonly course: EnrolledCourse | null;
}

/** What a person is enrolled in: "my learning". */
@Injectable()
export class ListUserEnrollments {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #identity: Identity;

  constructor(db: Db, catalog: Catalog, identity: Identity) {
    this.#db = db;
    this.#catalog = catalog;
    this.#identity = identity;
  }

  /** @throws AppError `forbidden` for somebody else's, unless one is an administrator */
  async run(ctx: Ctx, { userId, ...page }: { userId: Id<'user'> } & PageQuery) {
    authorize(ctx, listEnrollments, { userId });
    const { rows, progress } = await this.#db.inTx(ctx, async (tx) => {
      const found = await enrollmentsOfUser(tx, userId, pageRequest(page));
      const courseIds = found.map(({ courseId }) => courseId);
      return { rows: found, progress: await progressOf(tx, { userIds: [userId], courseIds }) };
    });
    const { items, nextCursor } = pageOf(rows, page.limit ?? defaultLimit, ({ id }) => [id]);
    const courseIds = items.map(({ courseId }) => courseId);
    const curricula = await this.#catalog.publishedMany(ctx, { courseIds });
    const ids = [...new Set(curricula.map(({ instructorId }) => instructorId))];
    const people = await this.#identity.people(ctx, { ids });
    return {
      nextCursor,
      items: items.map((enrollment): UserEnrollment => {
        const curriculum = curricula.find(({ courseId }) => courseId === enrollment.courseId);
        return {
          ...enrollmentView(enrollment, { progress, curriculum, now: ctx.now }),
          course: curriculum ? courseOf(curriculum, people) : null,
        };
      }),
    };
  }
}

function courseOf(curriculum: CourseCurriculum, people: readonly PersonCard[]): EnrolledCourse {
  const { courseId, slug, title, thumbnailUrl, instructorId, lectures } = curriculum;
  const name = people.find(({ id }) => id === instructorId)?.name ?? '';
  const instructor = { id: instructorId, name };
  return { id: courseId, slug, title, thumbnailUrl, instructor, lectureCount: lectures.length };
}
