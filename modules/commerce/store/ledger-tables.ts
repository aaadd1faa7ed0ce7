import { moment, tenantId } from '@edumaster/database';
import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  numeric,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { accountKinds, journalKinds, platformOwner } from '../domain/journal.ts';

export const commerce = pgSchema('commerce');

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Written by `post_journal` and by nobody else. */
export const ledgerJournals = commerce.table(
  'ledger_journals',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: journalKinds }).notNull(),
    sourceId: uuid('source_id').notNull(),
    lineCount: smallint('line_count').notNull(),
    postedAt: moment('posted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('ledger_journals_once').on(table.tenantId, table.kind, table.sourceId),
  ],
);

export const ledgerPostings = commerce.table(
  'ledger_postings',
  {
    tenantId: tenantId(),
    journalId: uuid('journal_id').notNull(),
    line: smallint('line').notNull(),
    account: text('account', { enum: accountKinds }).notNull(),
    ownerId: uuid('owner_id').notNull().default(platformOwner),
    currency: text('currency').notNull(),
    amount: bigint('amount', { mode: 'bigint' }).notNull(),
    postedAt: moment('posted_at').notNull(),
    xid: transactionId('xid')
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.journalId, table.line, table.postedAt] }),
  ],
);

/** Derived from the postings by `fold_ledger`. */
export const ledgerSnapshots = commerce.table(
  'ledger_snapshots',
  {
    tenantId: tenantId(),
    account: text('account', { enum: accountKinds }).notNull(),
    ownerId: uuid('owner_id').notNull(),
    currency: text('currency').notNull(),
    balance: numeric('balance', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.account, table.ownerId, table.currency] }),
  ],
);

export const ledgerFolds = commerce.table(
  'ledger_folds',
  { tenantId: tenantId(), foldedTo: transactionId('folded_to').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId] })],
);
