import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog, type CourseId, type LectureId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { completionPercentage } from '../domain/completion.ts';
import { statusOf } from '../domain/enrollment.ts';
import { lockEnrollment } from '../store/enrollment-store.ts';
import { completedLectures, markManually } from '../store/lecture-progress-store.ts';
import { actingUser } from './acting-user.ts';
import { CompletionAnnouncer } from './completion-announcer.ts';

interface Mark {
  readonly courseId: CourseId;
  readonly lectureId: LectureId;
  readonly isCompleted: boolean;
}

export interface LectureCompletion {
  readonly lectureId: LectureId;
  readonly completedAt: Date | null;
  readonly completionPercentage: number;
}

/** The learner's own mark on a lecture: of articles the only way to complete them. */
@Injectable()
export class SetLectureCompletion {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #announcer: CompletionAnnouncer;

  constructor(db: Db, catalog: Catalog, announcer: CompletionAnnouncer) {
    this.#db = db;
    this.#catalog = catalog;
    this.#announcer = announcer;
  }

  /** @throws AppError `not_found`, `not_enrolled` (403) */
  async run(ctx: Ctx, { courseId, lectureId, isCompleted }: Mark): Promise<LectureCompletion> {
    const userId = actingUser(ctx);
    const course = await this.#catalog.published(ctx, { courseId });
    const lectureIds = course?.lectures.map(({ id }) => id) ?? [];
    if (!lectureIds.includes(lectureId)) {
      throw new AppError('not_found', { detail: 'There is no such lecture' });
    }
    return this.#db.inTx(ctx, async (tx) => {
      const enrollment = await lockEnrollment(tx, { courseId, userId });
      if (!enrollment || statusOf(enrollment, ctx.now) !== 'active') {
        throw new AppError('not_enrolled');
      }
      const lecture = { userId, courseId, lectureId };
      const completedAt = await markManually(tx, lecture, isCompleted ? ctx.now : null);
      if (isCompleted) await this.#announcer.announce(tx, lecture, course);
      const completed = await completedLectures(tx, { userId, courseId });
      return {
        lectureId,
        completedAt,
        completionPercentage: completionPercentage(lectureIds, completed),
      };
    });
  }
}
