import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Learning';

export const enrollmentSchema = z
  .object({
    id: idSchema,
    courseId: idSchema,
    userId: idSchema,
    scope: z.enum(['lifetime', 'subscription']),
    status: z.enum(['active', 'expired', 'revoked']),
    purchasedAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastAccessedAt: timeSchema.nullable(),
    completionPercentage: z.int().describe('Complete lectures of the published version, 0 to 100'),
  })
  .meta({ id: 'Enrollment' });

export const enroll = defineRoute({
  id: 'enroll',
  method: 'POST',
  path: '/api/v1/enrollments',
  summary: 'Enroll in a free course; 200 when already enrolled',
  tag,
  permission: 'signed-in',
  body: z.strictObject({ courseId: idSchema }),
  status: 201,
  otherStatuses: [200],
  response: enrollmentSchema,
  errors: ['not_found', 'payment_required', 'enrollment_revoked', 'course_not_offered'],
});

export const listCourseEnrollments = defineRoute({
  id: 'listCourseEnrollments',
  method: 'GET',
  path: '/api/v1/courses/:courseId/enrollments',
  summary: 'Who is enrolled in a course, the newest first',
  tag,
  permission: 'enrollment.list-of-course',
  params: z.strictObject({ courseId: idSchema }),
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(
    enrollmentSchema.extend({ userName: z.string().nullable() }).meta({ id: 'CourseEnrollment' }),
  ),
  errors: ['not_found'],
});

export const listUserEnrollments = defineRoute({
  id: 'listUserEnrollments',
  method: 'GET',
  path: '/api/v1/users/:userId/enrollments',
  summary: 'What a person is enrolled in, the newest first',
  tag,
  permission: 'enrollment.list',
  params: z.strictObject({ userId: idSchema }),
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(
    enrollmentSchema
      .extend({
        course: z
          .object({
            id: idSchema,
            slug: z.string(),
            title: z.string(),
            thumbnailUrl: z.string().nullable(),
            instructor: z.object({ id: idSchema, name: z.string() }),
            lectureCount: z.int(),
          })
          .nullable(),
      })
      .meta({ id: 'UserEnrollment' }),
  ),
  errors: [],
});
