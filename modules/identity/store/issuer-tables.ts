import { sql } from 'drizzle-orm';
import { pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const issuerSubjects = identity.table(
  'issuer_subjects',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: uuid('person_id').notNull(),
    linkedAt: time('linked_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const issuerRoles = identity.table(
  'issuer_roles',
  {
    tenantId: uuid('tenant_id')
      .notNull()
      .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`),
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
    endedAt: time('ended_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.tokenId] })],
);
