import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseId, type CurriculumLecture, type LectureId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/enrollment.ts';
import { findEnrollment } from '../store/enrollment-store.ts';
import type { LearnerLecture } from '../store/lecture-progress-store.ts';

export interface WantedLecture {
  readonly courseId: CourseId;
  readonly lectureId: LectureId;
}

export interface AccessibleLecture {
  readonly lecture: CurriculumLecture;
  /** Those who teach or moderate the course are given its next draft. */
  readonly from: 'published' | 'draft';
  /** Undefined for insiders, and for those who look at a preview: their visit leaves no trace. */
  readonly learner: LearnerLecture | undefined;
}

/** Decides whether the caller may see what is in a lecture, and in which version. */
@Injectable()
export class LectureAccess {
  readonly #db: Db;
  readonly #catalog: Catalog;

  constructor(db: Db, catalog: Catalog) {
    this.#db = db;
    this.#catalog = catalog;
  }

  /** @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403) */
  async find(ctx: Ctx, wanted: WantedLecture): Promise<AccessibleLecture> {
    const { courseId, lectureId } = wanted;
    const isInsider = await this.#catalog.maySeeDraft(ctx, { courseId });
    const draft = isInsider ? await this.#catalog.draft(ctx, { courseId }) : undefined;
    const inDraft = draft?.lectures.find(({ id }) => id === lectureId);
    if (inDraft) return { lecture: inDraft, from: 'draft', learner: undefined };
    const published = await this.#catalog.published(ctx, { courseId });
    const lecture = published?.lectures.find(({ id }) => id === lectureId);
    if (!lecture) throw new AppError('not_found', { detail: 'There is no such lecture' });
    // An insider gets here with a lecture that the next draft no longer has.
    const learner = isInsider ? undefined : await this.#learner(ctx, wanted, lecture.isPreview);
    return { lecture, from: 'published', learner };
  }

  async #learner(
    ctx: Ctx,
    wanted: WantedLecture,
    isPreview: boolean,
  ): Promise<LearnerLecture | undefined> {
    const { actor } = ctx;
    if (actor.kind !== 'user') {
      if (isPreview) return undefined;
      throw new AppError('unauthenticated');
    }
    const learner = { ...wanted, userId: actor.userId };
    const enrollment = await this.#db.inTx(ctx, (tx) => findEnrollment(tx, learner));
    if (enrollment && statusOf(enrollment, ctx.now) === 'active') return learner;
    if (isPreview) return undefined;
    throw new AppError('not_enrolled');
  }
}
