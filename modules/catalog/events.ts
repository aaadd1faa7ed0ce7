import { defineEvent } from '@edumaster/events';
import { idSchema, moneySchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Everything that a list or a search shows of a published course. */
export const courseCardSchema = z.object({
  courseId: idSchema,
  slug: z.string(),
  version: z.int(),
  title: z.string(),
  subtitle: z.string(),
  description: z.string(),
  category: z.string(),
  categoryName: z.string(),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  language: z.string(),
  /** Before the discount. */
  price: moneySchema,
  /** In percent of the price; `endsAt` null is without an end. */
  discount: z.object({ percent: z.int(), endsAt: timeSchema.nullable() }).nullable(),
  tags: z.array(z.string()),
  thumbnailUrl: z.string().nullable(),
  instructor: z.object({ id: idSchema, name: z.string() }),
  lectureTitles: z.array(z.string()),
  lectureCount: z.int(),
  durationSeconds: z.number(),
  publishedAt: timeSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export type CourseCard = z.output<typeof courseCardSchema>;

/** A draft waits for a moderator. */
export const courseSubmitted = defineEvent({
  type: 'course.submitted',
  version: 1,
  topic: 'course-events',
  data: z.object({
    courseId: idSchema,
    title: z.string(),
    instructor: z.object({ id: idSchema, name: z.string() }),
    /** The version that it would become. */
    version: z.int(),
    submittedAt: timeSchema,
  }),
  key: ({ courseId }) => courseId,
});

/** A version is public; the event carries the whole card. */
export const coursePublished = defineEvent({
  type: 'course.published',
  version: 1,
  topic: 'course-events',
  data: courseCardSchema,
  key: ({ courseId }) => courseId,
});

/** A draft was given back to its instructor. */
export const courseRejected = defineEvent({
  type: 'course.rejected',
  version: 1,
  topic: 'course-events',
  data: z.object({ courseId: idSchema, reason: z.string() }),
  key: ({ courseId }) => courseId,
});

/** A course is no longer offered; those who are enrolled keep it. */
export const courseArchived = defineEvent({
  type: 'course.archived',
  version: 1,
  topic: 'course-events',
  data: z.object({ courseId: idSchema }),
  key: ({ courseId }) => courseId,
});

/** No course shows this file any more, and none ever will: it can be deleted. */
export const resourceDiscarded = defineEvent({
  type: 'resource.discarded',
  version: 1,
  topic: 'course-events',
  data: z.object({ mediaId: idSchema }),
  key: ({ mediaId }) => mediaId,
});
