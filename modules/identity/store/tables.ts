import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AccountStatus } from '../domain/account.ts';
import type { ConsentPurpose } from '../domain/consent.ts';
import type { MessageTemplate } from '../domain/message-template.ts';
import type { ExportStatus } from '../domain/personal-export.ts';

export * from './factor-tables.ts';
export { impersonations, invitations } from './role-tables.ts';

export * from './issuer-tables.ts';

const identity = pgSchema('identity');

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export {
  applicantDocuments,
  identityChecks,
  instructors,
  taughtCourses,
  taxDetails,
} from './instructor-tables.ts';

export const persons = identity.table('persons', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  phoneNumber: text('phone_number'),
  phoneVerifiedAt: time('phone_verified_at'),
  emailVerifiedAt: time('email_verified_at'),
  status: text('status').$type<AccountStatus>().notNull().default('active'),
  signedOutAt: time('signed_out_at'),
  keptIssuerSession: text('kept_issuer_session'),
  avatarMediaId: uuid('avatar_media_id'),
  avatarUrl: text('avatar_url'),
  avatarChangedAt: time('avatar_changed_at'),
  createdAt: time('created_at').notNull().defaultNow(),
  updatedAt: time('updated_at').notNull().defaultNow(),
});

export const passwordCredentials = identity.table('password_credentials', {
  personId: uuid('person_id').primaryKey(),
  hash: text('hash').notNull(),
  changedAt: time('changed_at').notNull().defaultNow(),
});

export const sessions = identity.table('sessions', {
  id: text('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  tenantId: uuid('tenant_id').notNull(),
  host: text('host').notNull(),
  issuerSession: text('issuer_session'),
  refreshTokenSealed: text('refresh_token_sealed').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  lastSeenAt: time('last_seen_at').notNull().defaultNow(),
  expiresAt: time('expires_at').notNull(),
  revokedAt: time('revoked_at'),
  device: text('device'),
  place: text('place'),
  renewAt: time('renew_at'),
  renewalClaimedUntil: time('renewal_claimed_until'),
});

export const programSignIns = identity.table('program_sign_ins', {
  grantId: text('grant_id').primaryKey(),
  personId: uuid('person_id').notNull(),
  host: text('host').notNull(),
  device: text('device'),
  place: text('place'),
  createdAt: time('created_at').notNull(),
  lastSeenAt: time('last_seen_at').notNull(),
});

export const oidcRecords = identity.table(
  'oidc_records',
  {
    model: text('model').notNull(),
    id: text('id').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    grantId: text('grant_id'),
    uid: text('uid'),
    userCode: text('user_code'),
    expiresAt: time('expires_at'),
    consumedAt: time('consumed_at'),
  },
  (table) => [primaryKey({ columns: [table.model, table.id] })],
);

export const signingKeys = identity.table('signing_keys', {
  kid: text('kid').primaryKey(),
  algorithm: text('algorithm').notNull(),
  publicJwk: jsonb('public_jwk').$type<Record<string, unknown>>().notNull(),
  privateJwkSealed: text('private_jwk_sealed').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  retiredAt: time('retired_at'),
  activatedAt: time('activated_at'),
  publishedUntil: time('published_until'),
});

export const memberships = identity.table(
  'memberships',
  {
    tenantId: uuid('tenant_id')
      .notNull()
      .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`),
    personId: uuid('person_id').notNull(),
    roles: text('roles').array().notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    updatedAt: time('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const oneTimeMessages = identity.table('one_time_messages', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  template: text('template').$type<MessageTemplate>().notNull(),
  personId: uuid('person_id'),
  email: text('email'),
  phoneNumber: text('phone_number'),
  host: text('host'),
  interaction: text('interaction'),
  locale: text('locale').notNull().default('en'),
  facts: jsonb('facts').$type<Record<string, string>>().notNull().default({}),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
  attempts: smallint('attempts').notNull().default(0),
});

export const knownTenants = identity.table(
  'known_tenants',
  {
    personId: uuid('person_id').notNull(),
    tenantId: uuid('tenant_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.tenantId] })],
);

export const personalExports = identity.table('personal_exports', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  tenantId: uuid('tenant_id').notNull(),
  status: text('status').$type<ExportStatus>().notNull().default('requested'),
  requestedAt: time('requested_at').notNull(),
  readyAt: time('ready_at'),
  expiresAt: time('expires_at'),
  size: bigint('size', { mode: 'number' }),
});

export const consents = identity.table('consents', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  purpose: text('purpose').$type<ConsentPurpose>().notNull(),
  version: text('version').notNull(),
  isGiven: boolean('is_given').notNull(),
  decidedAt: time('decided_at').notNull(),
});
