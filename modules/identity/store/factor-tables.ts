import { bigint, boolean, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const identity = pgSchema('identity');

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const passkeys = identity.table('passkeys', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  credentialId: text('credential_id').notNull(),
  publicKey: text('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  isBackedUp: boolean('is_backed_up').notNull(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  lastUsedAt: time('last_used_at'),
});

export type ChallengePurpose = 'registration' | 'sign-in';

export const passkeyChallenges = identity.table(
  'passkey_challenges',
  {
    purpose: text('purpose').$type<ChallengePurpose>().notNull(),
    boundTo: text('bound_to').notNull(),
    challenge: text('challenge').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.boundTo] })],
);

export const oneTimeCodes = identity.table('one_time_codes', {
  personId: uuid('person_id').primaryKey(),
  secretSealed: text('secret_sealed').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  confirmedAt: time('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
});

export const recoveryCodes = identity.table(
  'recovery_codes',
  {
    personId: uuid('person_id').notNull(),
    hash: text('hash').notNull(),
    createdAt: time('created_at').notNull().defaultNow(),
    usedAt: time('used_at'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.hash] })],
);

export const foreignIdentities = identity.table('foreign_identities', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  email: text('email').notNull(),
  createdAt: time('created_at').notNull().defaultNow(),
  lastUsedAt: time('last_used_at'),
});
