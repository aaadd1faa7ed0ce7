import { sql } from 'drizzle-orm';
import { pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const tenantId = () =>
  uuid('tenant_id')
    .notNull()
    .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`);

export const invitations = identity.table(
  'invitations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    email: text('email').notNull(),
    roles: text('roles').array().notNull(),
    messageId: uuid('message_id').notNull(),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: time('created_at').notNull(),
    sentAt: time('sent_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    closedAt: time('closed_at'),
    closedAs: text('closed_as').$type<'accepted' | 'withdrawn'>(),
    acceptedBy: uuid('accepted_by'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const impersonations = identity.table(
  'impersonations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    sessionId: text('session_id').notNull(),
    adminId: uuid('admin_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text('reason').notNull(),
    startedAt: time('started_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    endedAt: time('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
