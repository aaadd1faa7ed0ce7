import { defineRoute } from '@edumaster/http/contract';
import { idSchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { applicationParts, documentKinds } from '../domain/instructor-application.ts';
import { phoneNumber } from './fields.ts';
import { taxDetails } from './tax-details.ts';

const tag = 'Instructors';
const ofPerson = z.strictObject({ userId: idSchema });
const status = z.enum(['pending', 'verified', 'rejected']);
const missing = z.array(z.enum(applicationParts)).describe('What the application still needs');

const details = {
  headline: text({ max: 120 }),
  bio: text({ max: 5_000 }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country in two capital letters, such as IN')
    .describe('ISO 3166-1'),
};

export const applyAsInstructor = defineRoute({
  id: 'applyAsInstructor',
  method: 'POST',
  path: '/api/v1/instructors',
  summary: 'Apply to teach; while it waits, applying again changes the details',
  tag,
  permission: 'signed-in',
  audited: true,
  body: z.strictObject({ ...details, phoneNumber }),
  status: 201,
  response: z.object({ status: z.literal('pending') }).meta({ id: 'Application' }),
  errors: ['forbidden', 'email_not_verified', 'already_instructor'],
});

export const readInstructor = defineRoute({
  id: 'readInstructor',
  method: 'GET',
  path: '/api/v1/instructors/:userId',
  summary: 'The public profile of somebody who teaches',
  tag,
  permission: 'public',
  params: ofPerson,
  status: 200,
  response: z
    .object({
      id: idSchema,
      name: z.string(),
      headline: z.string(),
      bio: z.string(),
      avatarUrl: z.string().optional(),
      verificationStatus: status.describe(
        'Others than verified are seen by the person and by those who review',
      ),
      rating: z.object({ average: z.number(), count: z.int() }).nullable(),
      totalStudents: z.int().describe('Enrollments in all courses'),
      totalCourses: z.int(),
    })
    .meta({ id: 'Instructor' }),
  errors: ['instructor_not_found'],
});

export const changeInstructor = defineRoute({
  id: 'changeInstructor',
  method: 'PATCH',
  path: '/api/v1/instructors/:userId',
  summary: 'Change what your public profile says',
  tag,
  permission: 'instructor.edit',
  params: ofPerson,
  body: z.strictObject({ headline: details.headline.optional(), bio: details.bio.optional() }),
  status: 200,
  response: z.object({ headline: z.string(), bio: z.string() }),
  errors: ['instructor_not_found'],
});

export const decideInstructor = defineRoute({
  id: 'decideInstructor',
  method: 'PUT',
  path: '/api/v1/instructors/:userId/verification',
  summary: 'Let somebody teach, or say why not; the same decision again changes nothing',
  tag,
  permission: 'instructor.decide',
  whileImpersonating: 'refused',
  audited: true,
  params: ofPerson,
  body: z
    .strictObject({
      decision: z.enum(['approve', 'reject']),
      reason: text({ max: 2_000 })
        .optional()
        .describe('What the person reads; a rejection needs it'),
    })
    .refine(({ decision, reason }) => decision === 'approve' || reason !== undefined, {
      path: ['reason'],
      message: 'must say what the person is to do',
    }),
  status: 200,
  response: z.object({ userId: idSchema, verificationStatus: z.enum(['verified', 'rejected']) }),
  errors: ['instructor_not_found', 'application_not_pending', 'own_application'],
});

const written = { headline: z.string(), bio: z.string(), country: z.string() };

const application = {
  submittedAt: timeSchema,
  decidedAt: timeSchema.nullable(),
  reason: z.string().nullable().describe('Of a rejection'),
};

const document = z.object({ id: idSchema, kind: z.enum(documentKinds), storedAt: timeSchema });

const parts = {
  details: z.object({ ...written, ...application }).nullable(),
  phone: z.object({ number: z.string().nullable(), isVerified: z.boolean() }),
  documents: z.array(document),
  taxDetails: taxDetails.nullable().describe('Numbers are masked'),
  missing,
};

export const readMyApplication = defineRoute({
  id: 'readMyApplication',
  method: 'GET',
  path: '/api/v1/me/instructor-application',
  summary: 'How far your application is, what is there and what is missing',
  tag,
  permission: 'signed-in',
  status: 200,
  response: z
    .object({
      status: z.enum(['none', ...status.options]),
      mayApply: z.boolean().describe('Here, and with a verified e-mail address'),
      ...parts,
    })
    .meta({ id: 'MyApplication' }),
  errors: [],
});

export const removeMyDocument = defineRoute({
  id: 'removeMyDocument',
  method: 'DELETE',
  path: '/api/v1/me/instructor-application/documents/:id',
  summary: 'Take a paper back; it is deleted for good',
  tag,
  permission: 'signed-in',
  audited: true,
  params: z.strictObject({ id: idSchema }),
  status: 204,
  errors: ['application_document_not_found', 'already_instructor'],
});

export const readApplication = defineRoute({
  id: 'readApplication',
  method: 'GET',
  path: '/api/v1/instructors/:userId/application',
  summary: 'Everything that a decision rests on',
  tag,
  permission: 'instructor.review',
  params: ofPerson,
  status: 200,
  response: z
    .object({
      userId: idSchema,
      name: z.string(),
      email: z.string(),
      avatarUrl: z.string().optional(),
      status,
      ...parts,
      check: z
        .object({
          provider: z.string(),
          outcome: z.enum(['verified', 'failed', 'unsure']),
          checks: z.array(z.object({ name: z.string(), outcome: z.string(), detail: z.string() })),
          checkedAt: timeSchema,
        })
        .nullable()
        .describe('What a provider says: a hint'),
    })
    .meta({ id: 'ApplicationUnderReview' }),
  errors: ['instructor_not_found'],
});
