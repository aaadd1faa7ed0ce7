import { moment, tenantId } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

const messaging = pgSchema('messaging');

export type DeliveryStatus = 'queued' | 'sent' | 'skipped' | 'failed';
export type Channel = 'mail' | 'sms';

export const deliveries = messaging.table('deliveries', {
  id: uuid('id').$type<Id<'delivery'>>().notNull(),
  tenantId: tenantId(),
  eventId: uuid('event_id').$type<Id<'event'>>().notNull(),
  kind: text('kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  status: text('status').$type<DeliveryStatus>().notNull().default('queued'),
  channel: text('channel').$type<Channel>(),
  template: text('template'),
  reason: text('reason'),
  attempts: integer('attempts').notNull().default(0),
  createdAt: moment('created_at').notNull(),
  settledAt: moment('settled_at'),
});
