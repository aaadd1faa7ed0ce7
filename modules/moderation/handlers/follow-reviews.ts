import { id } from '@edumaster/kernel';
import { coursePublished, courseRejected, courseSubmitted } from '@edumaster/catalog';
import { type Consumer, type EventEnvelope, on } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import type { Verdict } from '../store/review-store.ts';
import { CloseReview } from '../use-cases/close-review.ts';
import { OpenReview } from '../use-cases/open-review.ts';

/** One consumer for all of them: the events of one course are then handled in their order. */
@Injectable()
export class FollowReviews implements Consumer {
  readonly name = 'moderation.follow-reviews';
  readonly reactions = [
    on(courseSubmitted.type, courseSubmitted.data, (ctx, { data }) => {
      const { version, title, instructor } = data;
      return this.opening.run(ctx, {
        courseId: id<'course'>(data.courseId),
        version,
        title,
        instructor: { id: id<'user'>(instructor.id), name: instructor.name },
        submittedAt: new Date(data.submittedAt),
      });
    }),
    on(coursePublished.type, coursePublished.data, (ctx, event) => {
      const verdict = verdictOf(event, 'published', null);
      return this.closing.run(ctx, { courseId: id<'course'>(event.data.courseId), verdict });
    }),
    on(courseRejected.type, courseRejected.data, (ctx, event) => {
      const verdict = verdictOf(event, 'rejected', event.data.reason);
      return this.closing.run(ctx, { courseId: id<'course'>(event.data.courseId), verdict });
    }),
  ];

  constructor(
    private readonly opening: OpenReview,
    private readonly closing: CloseReview,
  ) {}
}

function verdictOf(
  { metadata }: EventEnvelope,
  decision: Verdict['decision'],
  reason: string | null,
): Verdict {
  const { actor, timestamp } = metadata;
  const decidedBy = actor.kind === 'user' ? actor.userId : null;
  return { decision, reason, decidedAt: new Date(timestamp), decidedBy };
}
