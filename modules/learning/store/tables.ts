import { moment, tenantId } from '@edumaster/database';
import {
  boolean,
  customType,
  doublePrecision,
  integer,
  pgSchema,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

const learning = pgSchema('learning');

/** Only `record_progress` reads and writes these. */
const secondRanges = customType<{ data: string }>({ dataType: () => 'nummultirange' });

export const enrollments = learning.table(
  'enrollments',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    courseId: uuid('course_id').notNull(),
    userId: uuid('user_id').notNull(),
    scope: text('scope', { enum: ['lifetime', 'subscription'] }).notNull(),
    status: text('status', { enum: ['active', 'revoked'] })
      .notNull()
      .default('active'),
    purchasedAt: moment('purchased_at').notNull(),
    expiresAt: moment('expires_at'),
    lastAccessedAt: moment('last_accessed_at'),
    isBought: boolean('is_bought').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('enrollments_once').on(table.tenantId, table.courseId, table.userId),
  ],
);

export const progressEvents = learning.table(
  'progress_events',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    userId: uuid('user_id').notNull(),
    courseId: uuid('course_id').notNull(),
    lectureId: uuid('lecture_id').notNull(),
    eventKey: text('event_key'),
    positionSeconds: doublePrecision('position_seconds').notNull(),
    playedSeconds: doublePrecision('played_seconds'),
    eventAt: moment('event_at').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.userId, table.receivedAt, table.id] })],
);

export const lectureProgress = learning.table(
  'lecture_progress',
  {
    tenantId: tenantId(),
    userId: uuid('user_id').notNull(),
    courseId: uuid('course_id').notNull(),
    lectureId: uuid('lecture_id').notNull(),
    lastPositionSeconds: doublePrecision('last_position_seconds').notNull().default(0),
    lastEventAt: moment('last_event_at'),
    watched: secondRanges('watched').notNull().default('{}'),
    watchedSeconds: doublePrecision('watched_seconds').notNull().default(0),
    durationSeconds: doublePrecision('duration_seconds'),
    completedAt: moment('completed_at'),
    isManual: boolean('is_manual').notNull().default(false),
    announcedAt: moment('announced_at'),
    lastPlayAt: moment('last_play_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId, table.courseId, table.lectureId] }),
  ],
);

export const courseCompletions = learning.table(
  'course_completions',
  {
    tenantId: tenantId(),
    courseId: uuid('course_id').notNull(),
    userId: uuid('user_id').notNull(),
    version: integer('version').notNull(),
    completedAt: moment('completed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.courseId, table.userId] })],
);

export const purchases = learning.table(
  'purchases',
  {
    tenantId: tenantId(),
    paymentId: uuid('payment_id').notNull(),
    courseId: uuid('course_id').notNull(),
    userId: uuid('user_id').notNull(),
    withdrawnAt: moment('withdrawn_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.paymentId, table.courseId] })],
);
