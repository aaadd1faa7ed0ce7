import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { CourseCurriculum } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { isCourseComplete } from '../domain/completion.ts';
import { courseCompleted, lectureCompleted, playbackCompleted } from '../events.ts';
import { lockEnrollment } from '../store/enrollment-store.ts';
import {
  claimAnnouncement,
  completedLectures,
  insertCourseCompletion,
  type LearnerLecture,
} from '../store/lecture-progress-store.ts';

/** Publishes what a learner completed, each fact once. */
@Injectable()
export class CompletionAnnouncer {
  readonly #outbox: Outbox;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** @param curriculum the published version; undefined when the course has none any more */
  async announce(
    tx: Tx,
    lecture: LearnerLecture,
    curriculum: CourseCurriculum | undefined,
  ): Promise<void> {
    // Of two lectures completed at the same moment one sees the other only in turn, and the course
    // would never be complete.
    await lockEnrollment(tx, lecture);
    const claimed = await claimAnnouncement(tx, lecture);
    if (!claimed) return;
    const { userId, courseId, lectureId } = lecture;
    const { isManual } = claimed;
    const completedAt = claimed.completedAt.toISOString();
    const who = { userId, courseId, lectureId };
    await this.#outbox.emit(tx, eventOf(lectureCompleted, { ...who, isManual, completedAt }));
    if (!isManual) await this.#outbox.emit(tx, eventOf(playbackCompleted, who));
    if (curriculum) await this.#announceCourse(tx, lecture, curriculum);
  }

  async #announceCourse(
    tx: Tx,
    { userId, courseId }: LearnerLecture,
    { lectures, version }: CourseCurriculum,
  ): Promise<void> {
    const lectureIds = lectures.map(({ id }) => id);
    const completed = await completedLectures(tx, { userId, courseId });
    if (!isCourseComplete(lectureIds, completed)) return;
    const completedAt = tx.ctx.now;
    const isNew = await insertCourseCompletion(tx, { userId, courseId, version, completedAt });
    if (!isNew) return;
    const fact = { userId, courseId, courseVersion: version };
    await this.#outbox.emit(
      tx,
      eventOf(courseCompleted, { ...fact, completedAt: completedAt.toISOString() }),
    );
  }
}
