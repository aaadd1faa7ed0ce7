import { sql } from 'drizzle-orm';
import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The column that every tenant table begins with; filled from the transaction, never by hand. */
export const tenantId = () =>
  uuid('tenant_id')
    .notNull()
    .default(sql`nullif(current_setting('app.tenant_id', true), '')::uuid`);

/** A point in time, as a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A bigint that stays within what a number holds exactly: bytes, counters. */
export const wholeNumber = (name: string) => bigint(name, { mode: 'number' });
