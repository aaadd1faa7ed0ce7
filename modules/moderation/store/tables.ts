import { moment, tenantId } from '@edumaster/database';
import { integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import type { Id } from '@edumaster/kernel';

const moderation = pgSchema('moderation');

export type Decision = 'published' | 'rejected';

export const reviews = moderation.table('reviews', {
  id: uuid('id').$type<Id<'review'>>().notNull(),
  tenantId: tenantId(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  instructorId: uuid('instructor_id').$type<Id<'user'>>().notNull(),
  instructorName: text('instructor_name').notNull(),
  submittedAt: moment('submitted_at').notNull(),
  decidedAt: moment('decided_at'),
  decision: text('decision').$type<Decision>(),
  reason: text('reason'),
  decidedBy: uuid('decided_by').$type<Id<'user'>>(),
});

export const applications = moderation.table('applications', {
  tenantId: tenantId(),
  userId: uuid('user_id').$type<Id<'user'>>().notNull(),
  name: text('name').notNull(),
  headline: text('headline').notNull(),
  country: text('country').notNull(),
  missing: text('missing').array().notNull(),
  submittedAt: moment('submitted_at').notNull(),
  decidedAt: moment('decided_at'),
});
