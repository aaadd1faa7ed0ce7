import { defineEvent } from '@edumaster/events';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** A learner may watch a course from now on. */
export const courseAccessGranted = defineEvent({
  type: 'course.access_granted',
  version: 1,
  topic: 'course-events',
  data: z.object({
    courseId: idSchema,
    userId: idSchema,
    enrollmentId: idSchema,
    scope: z.enum(['lifetime', 'subscription']),
  }),
  key: ({ courseId }) => courseId,
});

/** A learner may not watch a course any more: what they paid was given back. */
export const courseAccessRevoked = defineEvent({
  type: 'course.access_revoked',
  version: 1,
  topic: 'course-events',
  data: z.object({ courseId: idSchema, userId: idSchema, enrollmentId: idSchema }),
  key: ({ courseId }) => courseId,
});

/** A learner completed a lecture for the first time; `isManual` is by their own mark. */
export const lectureCompleted = defineEvent({
  type: 'lecture.completed',
  version: 1,
  topic: 'progress-events',
  data: z.object({
    courseId: idSchema,
    lectureId: idSchema,
    userId: idSchema,
    isManual: z.boolean(),
    completedAt: timeSchema,
  }),
  key: ({ userId }) => userId,
});

/** A learner completed every lecture of the published version, for the first time. */
export const courseCompleted = defineEvent({
  type: 'course.completed',
  version: 1,
  topic: 'progress-events',
  data: z.object({
    courseId: idSchema,
    userId: idSchema,
    courseVersion: z.int(),
    completedAt: timeSchema,
  }),
  key: ({ userId }) => userId,
});

/** A learner began to watch; asking for fresh addresses while watching does not count. */
export const playbackStarted = defineEvent({
  type: 'playback.started',
  version: 1,
  topic: 'progress-events',
  data: z.object({ courseId: idSchema, lectureId: idSchema, userId: idSchema }),
  key: ({ userId }) => userId,
});

/** A learner watched a video as far as it takes to complete it, for the first time. */
export const playbackCompleted = defineEvent({
  type: 'playback.completed',
  version: 1,
  topic: 'progress-events',
  data: z.object({ courseId: idSchema, lectureId: idSchema, userId: idSchema }),
  key: ({ userId }) => userId,
});
