import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'moderation';
const byId = z.strictObject({ id: idSchema });
const decisionErrors = ['course_not_found', 'course_not_in_review'] as const;

const reviewSchema = z
  .object({
    courseId: idSchema,
    title: z.string(),
    instructor: z.object({ id: idSchema, name: z.string() }),
    submittedAt: timeSchema,
    version: z.int().describe('What the draft would become'),
  })
  .meta({ id: 'Review' });

export const listReviews = defineRoute({
  id: 'listReviews',
  method: 'GET',
  path: '/api/v1/moderation/reviews',
  summary: 'Courses that wait for a decision, the oldest first',
  tag,
  permission: 'review.list',
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(reviewSchema),
  errors: [],
});

export const publishCourse = defineRoute({
  id: 'publishCourse',
  method: 'POST',
  path: '/api/v1/courses/:id/publish',
  summary: 'Publish the draft in review as the next version',
  tag,
  permission: 'course.publish',
  audited: true,
  params: byId,
  status: 200,
  response: z.object({ id: idSchema, status: z.literal('published'), publishedVersion: z.int() }),
  errors: decisionErrors,
});

export const rejectCourse = defineRoute({
  id: 'rejectCourse',
  method: 'POST',
  path: '/api/v1/courses/:id/reject',
  summary: 'Give the draft in review back to its instructor',
  tag,
  permission: 'course.reject',
  audited: true,
  params: byId,
  body: z.strictObject({ reason: text({ max: 2_000 }).describe('What the instructor is to do') }),
  status: 200,
  response: z.object({ id: idSchema, status: z.literal('draft') }),
  errors: decisionErrors,
});

export const listApplications = defineRoute({
  id: 'listApplications',
  method: 'GET',
  path: '/api/v1/moderation/instructors',
  summary: 'People who wait for a decision on teaching, the longest first',
  tag,
  permission: 'application.list',
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(
    z
      .object({
        userId: idSchema,
        name: z.string(),
        headline: z.string(),
        country: z.string(),
        missing: z.array(z.string()).describe('What the application still needs'),
        submittedAt: timeSchema,
      })
      .meta({ id: 'WaitingApplication' }),
  ),
  errors: [],
});

/** Every route of moderation; types the client too. */
export const moderationContracts = { listApplications, listReviews, publishCourse, rejectCourse };
