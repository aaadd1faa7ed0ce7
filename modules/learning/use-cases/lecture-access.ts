import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseId, type CurriculumLecture, type LectureId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/enrollment.ts';
import { PublishedLectures } from '../queries/published-lectures.ts';
import { findEnrollment } from '../store/enrollment-store.ts';
import type { LearnerLecture } from '../store/lecture-progress-store.ts';

export interface WantedLecture {
  readonly courseId: CourseId;
  readonly lectureId: LectureId;
}

/** A lecture as the caller would see it; whether they may is another question. */
export interface FoundLecture {
  readonly lecture: CurriculumLecture;
  /** Those who teach or moderate the course are given its next draft. */
  readonly from: 'published' | 'draft';
  readonly isInsider: boolean;
}

export interface AccessibleLecture extends FoundLecture {
  /** Undefined for insiders, and for those who look at a preview: their visit leaves no trace. */
  readonly learner: LearnerLecture | undefined;
}

/** Decides whether the caller may see what is in a lecture, and in which version. */
@Injectable()
export class LectureAccess {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #published: PublishedLectures;

  constructor(db: Db, catalog: Catalog, published: PublishedLectures) {
    this.#db = db;
    this.#catalog = catalog;
    this.#published = published;
  }

  /** @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403) */
  async find(ctx: Ctx, wanted: WantedLecture): Promise<AccessibleLecture> {
    const found = await this.locate(ctx, wanted);
    const learner = await this.admit(ctx, wanted, found);
    return { ...found, learner };
  }

  /** @throws AppError `not_found` */
  async locate(ctx: Ctx, wanted: WantedLecture): Promise<FoundLecture> {
    const { courseId, lectureId } = wanted;
    const isInsider = await this.#catalog.maySeeDraft(ctx, { courseId });
    const draft = isInsider ? await this.#catalog.draft(ctx, { courseId }) : undefined;
    const inDraft = draft?.lectures.find(({ id }) => id === lectureId);
    if (inDraft) return { lecture: inDraft, from: 'draft', isInsider };
    // An insider gets here with a lecture that the next draft no longer has.
    const lecture = await this.#published.find(ctx, wanted);
    return { lecture, from: 'published', isInsider };
  }

  /**
   * Lets the caller in, as a learner or without a trace.
   * @throws AppError `unauthenticated`, `not_enrolled` (403)
   */
  async admit(
    ctx: Ctx,
    wanted: WantedLecture,
    found: FoundLecture,
  ): Promise<LearnerLecture | undefined> {
    const learner = this.learnerOf(ctx, wanted, found);
    if (!learner) return undefined;
    const enrollment = await this.#db.inTx(ctx, (tx) => findEnrollment(tx, learner));
    if (enrollment && statusOf(enrollment, ctx.now) === 'active') return learner;
    if (found.lecture.isPreview) return undefined;
    throw new AppError('not_enrolled');
  }

  /**
   * Whoever needs an enrollment to see the lecture, or has one perhaps that is to be noted.
   * @throws AppError `unauthenticated`
   */
  learnerOf(
    { actor }: Ctx,
    wanted: WantedLecture,
    { lecture, isInsider }: FoundLecture,
  ): LearnerLecture | undefined {
    if (isInsider) return undefined;
    if (actor.kind === 'user') return { ...wanted, userId: actor.userId };
    if (lecture.isPreview) return undefined;
    throw new AppError('unauthenticated');
  }
}
