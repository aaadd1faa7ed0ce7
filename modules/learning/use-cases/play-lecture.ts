import { AppError, type Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { CurriculumLecture } from '@edumaster/catalog';
import { Media, type Playback } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { resumePosition } from '../domain/resume-position.ts';
import { playbackStarted } from '../events.ts';
import { findEnrollment, markAccessed } from '../store/enrollment-store.ts';
import {
  findLectureProgress,
  type LearnerLecture,
  notePlay,
} from '../store/lecture-progress-store.ts';
import { LectureAccess, type WantedLecture } from './lecture-access.ts';

/** Players ask for fresh addresses every ten minutes at the latest; a longer silence is a new start. */
const sessionMilliseconds = 15 * 60_000;

/** Gives the caller the addresses of a lecture's video, and where they stopped. */
@Injectable()
export class PlayLecture {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #access: LectureAccess;
  readonly #media: Media;

  constructor(db: Db, outbox: Outbox, access: LectureAccess, media: Media) {
    this.#db = db;
    this.#outbox = outbox;
    this.#access = access;
    this.#media = media;
  }

  /**
   * @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403), `lecture_has_no_video`
   *   and `media_not_playable` (409)
   */
  async run(ctx: Ctx, wanted: WantedLecture): Promise<Playback & { resumeAt: number }> {
    const { lecture, learner } = await this.#access.find(ctx, wanted);
    const { mediaId } = lecture;
    if (!mediaId) throw new AppError('lecture_has_no_video');
    const playback = await this.#media.playback(ctx, { mediaId });
    // Somebody who waits for the video asks again and again, and has not begun to watch.
    const isPlayable = playback.manifestUrl !== null;
    const resumeAt = learner && isPlayable ? await this.#begin(ctx, learner, lecture) : 0;
    return { ...playback, resumeAt };
  }

  async #begin(ctx: Ctx, learner: LearnerLecture, lecture: CurriculumLecture): Promise<number> {
    return this.#db.inTx(ctx, async (tx) => {
      await this.#noteStart(tx, learner);
      const progress = await findLectureProgress(tx, learner);
      const duration = lecture.durationSeconds ?? progress?.durationSeconds ?? null;
      return resumePosition(progress?.lastPositionSeconds ?? 0, duration);
    });
  }

  async #noteStart(tx: Tx, learner: LearnerLecture): Promise<void> {
    const { userId, courseId, lectureId } = learner;
    const { now } = tx.ctx;
    const enrollment = await findEnrollment(tx, learner);
    if (enrollment) await markAccessed(tx, enrollment.id, now);
    const before = await notePlay(tx, learner, now);
    if (before && now.getTime() - before.getTime() < sessionMilliseconds) return;
    await this.#outbox.emit(tx, eventOf(playbackStarted, { userId, courseId, lectureId }));
  }
}
