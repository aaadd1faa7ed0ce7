import { moment, tenantId, wholeNumber } from '@edumaster/database';
import { boolean, jsonb, pgSchema, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { AccountStatus } from '../domain/account.ts';
import type { ConsentPurpose } from '../domain/consent.ts';
import type { MessageTemplate } from '../domain/message-template.ts';
import type { ExportStatus } from '../domain/personal-export.ts';

export * from './factor-tables.ts';
export { impersonations, invitations } from './role-tables.ts';

export * from './issuer-tables.ts';

const identity = pgSchema('identity');

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
  phoneVerifiedAt: moment('phone_verified_at'),
  emailVerifiedAt: moment('email_verified_at'),
  status: text('status').$type<AccountStatus>().notNull().default('active'),
  signedOutAt: moment('signed_out_at'),
  keptIssuerSession: text('kept_issuer_session'),
  avatarMediaId: uuid('avatar_media_id'),
  avatarUrl: text('avatar_url'),
  avatarChangedAt: moment('avatar_changed_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const passwordCredentials = identity.table('password_credentials', {
  personId: uuid('person_id').primaryKey(),
  hash: text('hash').notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
});

export const sessions = identity.table('sessions', {
  id: text('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  tenantId: uuid('tenant_id').notNull(),
  host: text('host').notNull(),
  issuerSession: text('issuer_session'),
  refreshTokenSealed: text('refresh_token_sealed').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
  device: text('device'),
  place: text('place'),
  renewAt: moment('renew_at'),
  renewalClaimedUntil: moment('renewal_claimed_until'),
});

export const programSignIns = identity.table('program_sign_ins', {
  grantId: text('grant_id').primaryKey(),
  personId: uuid('person_id').notNull(),
  host: text('host').notNull(),
  device: text('device'),
  place: text('place'),
  createdAt: moment('created_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
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
    expiresAt: moment('expires_at'),
    consumedAt: moment('consumed_at'),
  },
  (table) => [primaryKey({ columns: [table.model, table.id] })],
);

export const signingKeys = identity.table('signing_keys', {
  kid: text('kid').primaryKey(),
  algorithm: text('algorithm').notNull(),
  publicJwk: jsonb('public_jwk').$type<Record<string, unknown>>().notNull(),
  privateJwkSealed: text('private_jwk_sealed').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  retiredAt: moment('retired_at'),
  activatedAt: moment('activated_at'),
  publishedUntil: moment('published_until'),
});

export const memberships = identity.table(
  'memberships',
  {
    tenantId: tenantId(),
    personId: uuid('person_id').notNull(),
    roles: text('roles').array().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
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
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
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
  requestedAt: moment('requested_at').notNull(),
  readyAt: moment('ready_at'),
  expiresAt: moment('expires_at'),
  size: wholeNumber('size'),
});

export const consents = identity.table('consents', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  purpose: text('purpose').$type<ConsentPurpose>().notNull(),
  version: text('version').notNull(),
  isGiven: boolean('is_given').notNull(),
  decidedAt: moment('decided_at').notNull(),
});
