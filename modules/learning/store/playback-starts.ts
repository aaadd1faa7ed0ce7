import type { Ctx } from '@edumaster/kernel';
import { Remembered, Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/enrollment.ts';
import type { LearnerLecture } from './lecture-progress-store.ts';
import { type BegunPlayback, PlaybackLog } from './playback-log.ts';

const size = 20_000;

/**
 * Who was let in is let in again without a look for no longer than this, should the signal that ends
 * it be lost, or come from a tenant's own database, which nobody listens to. The position at which
 * they resume is as old at most, where another process took it down.
 */
const ageMilliseconds = 900;

/** Lets learners begin to watch while they are enrolled, and remembers for a moment that they are. */
@Injectable()
export class PlaybackStarts {
  readonly #log: PlaybackLog;
  readonly #remembered: Remembered<BegunPlayback>;

  constructor(log: PlaybackLog, signals: Signals) {
    this.#log = log;
    const channel = 'learning_enrollments';
    this.#remembered = new Remembered({ signals, channel, size, ageMilliseconds });
  }

  /** @returns undefined for those who are not enrolled now */
  begin(ctx: Ctx, learner: LearnerLecture): Promise<BegunPlayback | undefined> {
    const { userId, courseId } = learner;
    return this.#remembered.get(keyOf(ctx, learner), async () => {
      const begun = await this.#log.begin(ctx, learner);
      if (!begun || statusOf(begun, ctx.now) !== 'active') return undefined;
      const end = begun.expiresAt ? { until: begun.expiresAt } : {};
      return { value: begun, hangsOn: [`${courseId}/${userId}`], ...end };
    });
  }

  /** They went on: the next start resumes there. */
  moved(ctx: Ctx, learner: LearnerLecture): void {
    this.#remembered.drop(keyOf(ctx, learner));
  }
}

function keyOf({ tenantId }: Ctx, { userId, courseId, lectureId }: LearnerLecture): string {
  return `${tenantId}/${userId}/${courseId}/${lectureId}`;
}
