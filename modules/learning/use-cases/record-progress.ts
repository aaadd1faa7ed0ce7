import { AppError, type Ctx, newId } from '@edumaster/kernel';
import type { CourseId, LectureId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { type Heartbeat, watchingOf } from '../domain/heartbeat.ts';
import { PublishedLectures } from '../queries/published-lectures.ts';
import { PlaybackStarts } from '../store/playback-starts.ts';
import { type ProgressEvent, ProgressLog } from '../store/progress-log.ts';
import { actingUser } from './acting-user.ts';
import { AnnounceCompletion } from './announce-completion.ts';

export interface ReportedEvent extends Heartbeat {
  readonly courseId: CourseId;
  readonly lectureId: LectureId;
  readonly eventId?: string | undefined;
  readonly userId?: string | undefined;
}

/** Takes down what a player reports; done means that it is durable. */
@Injectable()
export class RecordProgress {
  readonly #lectures: PublishedLectures;
  readonly #log: ProgressLog;
  readonly #starts: PlaybackStarts;
  readonly #announce: AnnounceCompletion;

  constructor(
    lectures: PublishedLectures,
    log: ProgressLog,
    starts: PlaybackStarts,
    announce: AnnounceCompletion,
  ) {
    this.#lectures = lectures;
    this.#log = log;
    this.#starts = starts;
    this.#announce = announce;
  }

  /**
   * Repeats of an event are harmless, so a call that failed halfway may be made again as it was.
   * @returns how many events were new
   * @throws AppError `not_found` for an unknown lecture, `not_enrolled`, and `forbidden` for
   *   somebody else's progress
   */
  async run(ctx: Ctx, events: readonly ReportedEvent[]): Promise<number> {
    const userId = actingUser(ctx);
    if (events.some((event) => event.userId !== undefined && event.userId !== userId)) {
      throw new AppError('forbidden', { detail: 'This is the progress of somebody else' });
    }
    const checked = await Promise.all(events.map((event) => this.#check(ctx, userId, event)));
    const recorded = await Promise.all(checked.map((event) => this.#log.append(ctx, event)));
    for (const event of checked) this.#starts.moved(ctx, event);
    if (recorded.some(({ outcome }) => outcome === 'not_enrolled')) {
      throw new AppError('not_enrolled');
    }
    const completed = checked.filter((_, index) => recorded[index]?.isUnannounced);
    const once = new Map(completed.map((event) => [event.lectureId, event]));
    for (const { courseId, lectureId } of once.values()) {
      await this.#announce.run(ctx, { userId, courseId, lectureId });
    }
    return recorded.filter(({ outcome }) => outcome === 'recorded').length;
  }

  async #check(ctx: Ctx, userId: string, event: ReportedEvent): Promise<ProgressEvent> {
    const { courseId, lectureId } = event;
    const { durationSeconds } = await this.#lectures.find(ctx, { courseId, lectureId });
    return {
      id: newId(),
      userId,
      courseId,
      lectureId,
      eventKey: event.eventId ?? null,
      durationSeconds,
      ...watchingOf(event, durationSeconds, ctx.now),
    };
  }
}
