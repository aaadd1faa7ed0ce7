import type { Ctx, Id, SystemCtx } from '@edumaster/kernel';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

export { moment, tenantId, wholeNumber } from './columns.ts';

declare const tenantBound: unique symbol;
declare const acrossTenants: unique symbol;

/** A statement in SQL. With a name it is prepared once a connection. */
export interface SqlStatement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

interface OpenTransaction {
  /** Drizzle on this transaction. */
  readonly sql: NodePgDatabase;
  /** Runs SQL that is best said in SQL. */
  rows<Row extends object>(statement: SqlStatement): Promise<Row[]>;
}

/**
 * An open transaction in which the database shows one tenant's rows only. Stores accept nothing
 * else, so that a query without a tenant or outside a transaction does not compile.
 */
export interface Tx extends OpenTransaction {
  readonly [tenantBound]: true;
  readonly ctx: Ctx;
}

/** An open transaction that sees every tenant and the platform's tables. */
export interface SystemTx extends OpenTransaction {
  readonly [acrossTenants]: true;
  readonly ctx: SystemCtx;
}

/** A database: the platform's own, or that of a tenant that has one to itself. */
export type Home = 'platform' | Id<'tenant'>;

/** The only door to the database. */
export abstract class Db {
  /**
   * Runs the work in one transaction of the tenant of the Ctx, which is committed when the work
   * resolves and rolled back when it throws. Serialisation failures and deadlocks run it again, up
   * to three times, so the work does nothing but talk to the database.
   *
   * It runs in the tenant's home, so two tenants are never in one transaction.
   *
   * A Ctx with a `delivery` is recorded in the inbox by its first transaction.
   * @throws AlreadyHandled when the inbox knows the delivery
   * @throws AppError `unavailable` when no connection can be had, or while the tenant moves
   */
  abstract inTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T>;

  /**
   * The same in the platform's own database, also for a tenant that has a database to itself: for
   * what is kept of persons and tenants, which identity and tenancy own. To the functions that it
   * calls it is a transaction of the tenant of the Ctx.
   */
  abstract inPlatformTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T>;

  /** Across tenants, in the platform's database; the reason of the SystemCtx is logged. */
  abstract inSystemTx<T>(ctx: SystemCtx, work: (tx: SystemTx) => Promise<T>): Promise<T>;

  /**
   * The same in one home: it sees the tenants whose rows are there. What is to reach every tenant
   * runs once in each, as crons do.
   */
  abstract inSystemTxAt<T>(
    home: Home,
    ctx: SystemCtx,
    work: (tx: SystemTx) => Promise<T>,
  ): Promise<T>;

  /** Where a tenant's rows are, as far as this process knows; a look-up in memory. */
  abstract homeOf(tenantId: Id<'tenant'>): Home;
}

/** The event was handled before; its reader goes on with the next. */
export class AlreadyHandled extends Error {
  constructor(consumer: string, eventId: string) {
    super(`${consumer} has handled event ${eventId} before`);
    this.name = 'AlreadyHandled';
  }
}

/** The SQLSTATE of an error of the database, also inside Drizzle's wrapping. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? sqlState(error.cause) : undefined;
}

/** Whether the error is the refusal of this unique constraint. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return sqlState(error) === '23505' && constraintOf(error) === constraint;
}

function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('constraint' in error && typeof error.constraint === 'string') return error.constraint;
  return 'cause' in error ? constraintOf(error.cause) : undefined;
}
