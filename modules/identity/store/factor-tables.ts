import { moment, wholeNumber } from '@edumaster/database';
import { boolean, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

export const passkeys = identity.table('passkeys', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: text('public_key').notNull(),
  counter: wholeNumber('counter').notNull(),
  transports: text('transports').array().notNull(),
  isBackedUp: boolean('is_backed_up').notNull(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastUsedAt: moment('last_used_at'),
});

export type ChallengePurpose = 'registration' | 'sign-in';

export const passkeyChallenges = identity.table(
  'passkey_challenges',
  {
    purpose: text('purpose').$type<ChallengePurpose>().notNull(),
    boundTo: text('bound_to').notNull(),
    challenge: text('challenge').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.boundTo] })],
);

export const oneTimeCodes = identity.table('one_time_codes', {
  personId: uuid('person_id').primaryKey(),
  secretSealed: text('secret_sealed').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  confirmedAt: moment('confirmed_at'),
  lastStep: wholeNumber('last_step').notNull().default(0),
});

export const recoveryCodes = identity.table(
  'recovery_codes',
  {
    personId: uuid('person_id').notNull(),
    hash: text('hash').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    usedAt: moment('used_at'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.hash] })],
);

export const foreignIdentities = identity.table('foreign_identities', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  email: text('email').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastUsedAt: moment('last_used_at'),
});
