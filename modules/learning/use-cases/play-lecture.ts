import { AppError, type Ctx } from '@edumaster/kernel';
import { Media, type Playback } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { resumePosition } from '../domain/resume-position.ts';
import { PlaybackStarts } from '../store/playback-starts.ts';
import { type FoundLecture, LectureAccess, type WantedLecture } from './lecture-access.ts';

/** Gives the caller the addresses of a lecture's video, and where they stopped. */
@Injectable()
export class PlayLecture {
  readonly #access: LectureAccess;
  readonly #media: Media;
  readonly #starts: PlaybackStarts;

  constructor(access: LectureAccess, media: Media, starts: PlaybackStarts) {
    this.#access = access;
    this.#media = media;
    this.#starts = starts;
  }

  /**
   * @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403), `lecture_has_no_video`
   *   and `media_not_playable` (409)
   */
  async run(ctx: Ctx, wanted: WantedLecture): Promise<Playback & { resumeAt: number }> {
    const found = await this.#access.locate(ctx, wanted);
    const playback = await this.#playback(ctx, found).catch(async (error: unknown) => {
      // What is wrong with a video is told to those only who may watch it.
      await this.#access.admit(ctx, wanted, found);
      throw error;
    });
    if (playback.manifestUrl !== null) {
      return { ...playback, resumeAt: await this.#begin(ctx, wanted, found) };
    }
    // Somebody who waits for the video asks again and again, and has not begun to watch.
    await this.#access.admit(ctx, wanted, found);
    return { ...playback, resumeAt: 0 };
  }

  async #playback(ctx: Ctx, { lecture: { mediaId } }: FoundLecture): Promise<Playback> {
    if (!mediaId) throw new AppError('lecture_has_no_video');
    return this.#media.playback(ctx, { mediaId });
  }

  async #begin(ctx: Ctx, wanted: WantedLecture, found: FoundLecture): Promise<number> {
    const { lecture } = found;
    const learner = this.#access.learnerOf(ctx, wanted, found);
    if (!learner) return 0;
    const begun = await this.#starts.begin(ctx, learner);
    if (!begun) {
      if (lecture.isPreview) return 0;
      throw new AppError('not_enrolled');
    }
    const duration = lecture.durationSeconds ?? begun.durationSeconds;
    return resumePosition(begun.lastPositionSeconds, duration);
  }
}
