import type { Id } from '@edumaster/kernel';
import { sql } from 'drizzle-orm';
import { integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const messaging = pgSchema('messaging');

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export type DeliveryStatus = 'queued' | 'sent' | 'skipped' | 'failed';
export type Channel = 'mail' | 'sms';

export const deliveries = messaging.table('deliveries', {
  id: uuid('id').$type<Id<'delivery'>>().notNull(),
  tenantId: uuid('tenant_id')
    .notNull()
    .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`),
  eventId: uuid('event_id').$type<Id<'event'>>().notNull(),
  kind: text('kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  status: text('status').$type<DeliveryStatus>().notNull().default('queued'),
  channel: text('channel').$type<Channel>(),
  template: text('template'),
  reason: text('reason'),
  attempts: integer('attempts').notNull().default(0),
  createdAt: time('created_at').notNull(),
  settledAt: time('settled_at'),
});
