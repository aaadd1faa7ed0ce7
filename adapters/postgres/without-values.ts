import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

/**
 * The same failure without the values of its statement and without the row that Postgres quotes:
 * they hold what people typed, and errors end in the log.
 */
export function withoutValues(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    error.detail = undefined;
    return error;
  }
  if (!(error instanceof DrizzleQueryError)) return error;
  return new Error(`failed: ${error.query}`, { cause: withoutValues(error.cause) });
}
