import { moment, tenantId } from '@edumaster/database';
import { pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

export const invitations = identity.table(
  'invitations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    email: text('email').notNull(),
    roles: text('roles').array().notNull(),
    messageId: uuid('message_id').notNull(),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    closedAt: moment('closed_at'),
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
    startedAt: moment('started_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
