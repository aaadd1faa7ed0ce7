import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Learning';
const lectureParams = z.strictObject({ id: idSchema, lectureId: idSchema });

/** A day; a longer lecture than that is a mistake. */
const seconds = z.number().min(0, 'must not be negative').max(86_400, 'must be at most a day');

const heartbeat = z
  .strictObject({
    courseId: idSchema,
    videoId: idSchema.describe('Id of the lecture'),
    timestamp: seconds.describe('Position in seconds'),
    playedSeconds: seconds.optional().describe('Watched up to there since the last event'),
    eventId: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 visible characters')
      .optional()
      .describe('Makes a repeat harmless'),
    clientTime: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When it happened; decides the order'),
    userId: idSchema.optional().describe("The caller's own, if sent at all"),
  })
  .meta({ id: 'ProgressEvent' });

export const recordProgress = defineRoute({
  id: 'recordProgress',
  method: 'POST',
  path: '/api/v1/progress',
  summary: 'Report what was watched; acknowledged when it is durable',
  tag,
  permission: 'signed-in',
  body: z.union([z.strictObject({ events: z.array(heartbeat).min(1).max(100) }), heartbeat]),
  status: 202,
  response: z.object({ accepted: z.int().describe('Events that were no repeats') }),
  errors: ['not_found', 'not_enrolled'],
});

export const readCourseProgress = defineRoute({
  id: 'readCourseProgress',
  method: 'GET',
  path: '/api/v1/progress/:userId/:courseId',
  summary: 'How far a learner is in a course',
  tag,
  permission: 'progress.read',
  params: z.strictObject({ userId: idSchema, courseId: idSchema }),
  status: 200,
  response: z
    .object({
      completionPercentage: z.int(),
      lastLectureId: idSchema.nullable(),
      lectures: z.array(
        z.object({
          lectureId: idSchema,
          lastTimestamp: z.number(),
          watchedPercentage: z.number(),
          completedAt: timeSchema.nullable(),
        }),
      ),
    })
    .meta({ id: 'CourseProgress' }),
  errors: ['not_found'],
});

export const setLectureCompletion = defineRoute({
  id: 'setLectureCompletion',
  method: 'PUT',
  path: '/api/v1/courses/:id/lectures/:lectureId/completion',
  summary: 'Mark a lecture as completed, or take the mark back',
  tag,
  permission: 'signed-in',
  params: lectureParams,
  body: z.strictObject({ completed: z.boolean().optional().describe('By default true') }),
  status: 200,
  response: z
    .object({
      lectureId: idSchema,
      completedAt: timeSchema.nullable(),
      completionPercentage: z.int(),
    })
    .meta({ id: 'LectureCompletion' }),
  errors: ['not_found', 'not_enrolled'],
});

export const playLecture = defineRoute({
  id: 'playLecture',
  method: 'GET',
  path: '/api/v1/courses/:id/lectures/:lectureId/play',
  summary: 'Signed addresses of the video, and where to resume',
  tag,
  // A preview is for everybody.
  permission: 'public',
  params: lectureParams,
  status: 200,
  response: z
    .object({
      manifestUrl: z.string().nullable(),
      dashUrl: z.string().nullable(),
      resolutions: z.array(z.object({ quality: z.string(), url: z.string() })),
      posterUrl: z.string().nullable(),
      storyboardUrl: z.string().nullable(),
      isComplete: z.boolean().describe('No further sizes will join'),
      progress: z
        .int()
        .describe('How far its preparation is, 0 to 100; without addresses, it has to be awaited'),
      captions: z.array(
        z.object({
          language: z.string(),
          url: z.string().describe('Of the WebVTT file'),
          label: z.string(),
          isAutomatic: z.boolean(),
        }),
      ),
      resumeAt: z.number().describe('Seconds'),
      expiresAt: timeSchema,
    })
    .meta({ id: 'Playback' }),
  errors: [
    'unauthenticated',
    'not_found',
    'not_enrolled',
    'lecture_has_no_video',
    'media_not_playable',
    'media_not_found',
  ],
});

export const readArticle = defineRoute({
  id: 'readArticle',
  method: 'GET',
  path: '/api/v1/courses/:id/lectures/:lectureId/article',
  summary: 'The text of an article',
  tag,
  // A preview is for everybody.
  permission: 'public',
  params: lectureParams,
  status: 200,
  response: z
    .object({
      lectureId: idSchema,
      title: z.string(),
      body: z.string(),
      completedAt: timeSchema.nullable(),
    })
    .meta({ id: 'Article' }),
  errors: ['unauthenticated', 'not_found', 'not_enrolled'],
});
