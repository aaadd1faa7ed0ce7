import { moment, tenantId } from '@edumaster/database';
import { pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

export const issuerSubjects = identity.table(
  'issuer_subjects',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: uuid('person_id').notNull(),
    linkedAt: moment('linked_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const issuerRoles = identity.table(
  'issuer_roles',
  {
    tenantId: tenantId(),
    personId: uuid('person_id').notNull(),
    roles: text('roles').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const issuerLogouts = identity.table(
  'issuer_logouts',
  {
    issuer: text('issuer').notNull(),
    tokenId: text('token_id').notNull(),
    session: text('session'),
    subject: text('subject'),
    endedAt: moment('ended_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.tokenId] })],
);
