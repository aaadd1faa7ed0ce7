import { moment, tenantId } from '@edumaster/database';
import { boolean, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { documentKinds, instructorStatuses } from '../domain/instructor-application.ts';

const identity = pgSchema('identity');

export const instructors = identity.table(
  'instructors',
  {
    tenantId: tenantId(),
    personId: uuid('person_id').notNull(),
    headline: text('headline').notNull(),
    bio: text('bio').notNull(),
    country: text('country').notNull(),
    status: text('status', { enum: instructorStatuses }).notNull(),
    reason: text('reason'),
    submittedAt: moment('submitted_at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by'),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const applicantDocuments = identity.table(
  'applicant_documents',
  {
    tenantId: tenantId(),
    mediaId: uuid('media_id').notNull(),
    personId: uuid('person_id').notNull(),
    kind: text('kind', { enum: documentKinds }).notNull(),
    storedAt: moment('stored_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.mediaId] })],
);

export const taxDetails = identity.table(
  'tax_details',
  {
    tenantId: tenantId(),
    personId: uuid('person_id').notNull(),
    country: text('country').notNull(),
    sealed: text('sealed').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const identityChecks = identity.table(
  'identity_checks',
  {
    tenantId: tenantId(),
    personId: uuid('person_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    provider: text('provider').notNull(),
    outcome: text('outcome', { enum: ['verified', 'failed', 'unsure'] }).notNull(),
    checks: jsonb('checks')
      .$type<readonly { name: string; outcome: string; detail: string }[]>()
      .notNull(),
    reference: text('reference').notNull(),
    checkedAt: moment('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const taughtCourses = identity.table(
  'taught_courses',
  {
    tenantId: tenantId(),
    courseId: uuid('course_id').notNull(),
    instructorId: uuid('instructor_id'),
    isPublished: boolean('is_published').notNull().default(false),
    enrollments: integer('enrollments').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.courseId] })],
);
