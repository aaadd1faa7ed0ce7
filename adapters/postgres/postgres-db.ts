import {
  type AppError,
  type Ctx,
  type Delivery,
  type Id,
  isId,
  type Log,
  type SystemCtx,
} from '@edumaster/kernel';
import {
  AlreadyHandled,
  type Db,
  type Home,
  type SqlStatement,
  sqlState,
  type SystemTx,
  type Tx,
} from '@edumaster/database';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { TenantDatabases } from './homes/tenant-databases.ts';
import type { Pools } from './pools.ts';
import { isUnavailable, unavailable } from './unavailable.ts';
import { withoutValues } from './without-values.ts';

const attempts = 4;

/** Serialisation failure and deadlock: the transaction had no effect and may run again. */
const repeatable = new Set(['40001', '40P01']);

/** A statement for several tenants was refused: `platform.at_home`. */
const elsewhereState = 'EM001';

/** Where a transaction gets its connection. */
interface Place {
  connect(): Promise<pg.PoolClient>;
  /** What the caller is told when the database cannot be asked. */
  unavailable(cause: unknown): AppError;
}

/** The tenant's rows are, or are about to be, in another database than this process believed. */
class Elsewhere extends Error {}

export class PostgresDb implements Db {
  readonly #app: Place;
  readonly #system: Place;
  readonly #homes: TenantDatabases | undefined;
  readonly #log: Log;
  readonly #builders = new WeakMap<pg.PoolClient, NodePgDatabase>();
  readonly #recorded = new WeakSet<Delivery>();

  /** @param homes without them every tenant is in the platform's database */
  constructor(pools: Pick<Pools, 'app' | 'system'>, log: Log, homes?: TenantDatabases) {
    this.#app = { connect: () => pools.app.connect(), unavailable };
    this.#system = { connect: () => pools.system.connect(), unavailable };
    this.#homes = homes;
    this.#log = log;
  }

  homeOf(tenantId: Id<'tenant'>): Home {
    return this.#homes?.of(tenantId) ? tenantId : 'platform';
  }

  async inTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.#inHome(ctx, work);
    } catch (error) {
      // The news of a move is on its way here.
      if (isElsewhere(error)) await this.#homes?.refresh();
      if (!(error instanceof Elsewhere)) throw error;
      // It ran nothing, so it may run in the other place.
      return this.#inHome(ctx, work).catch((again: unknown) => {
        throw again instanceof Elsewhere ? unavailable(again) : again;
      });
    }
  }

  #inHome<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const own = this.#homes?.of(ctx.tenantId);
    if (!own) return this.#inTenantTx(this.#app, guarded(ctx.tenantId), { ctx, work });
    // What was published before a tenant moved is handled in its new home before anybody is let in.
    const begin = ctx.delivery ? unguarded(ctx.tenantId) : guarded(ctx.tenantId);
    return this.#inTenantTx(own.app, begin, { ctx, work });
  }

  inPlatformTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#inTenantTx(this.#app, unguarded(ctx.tenantId), { ctx, work });
  }

  inSystemTx<T>(ctx: SystemCtx, work: (tx: SystemTx) => Promise<T>): Promise<T> {
    return this.inSystemTxAt('platform', ctx, work);
  }

  async inSystemTxAt<T>(
    home: Home,
    ctx: SystemCtx,
    work: (tx: SystemTx) => Promise<T>,
  ): Promise<T> {
    const { reason, correlationId } = ctx;
    this.#log.debug({ reason, correlationId, home }, 'across tenants');
    const place = home === 'platform' ? this.#system : this.#homes?.of(home)?.system;
    if (!place) throw unavailable(new Error(`there is no database of the tenant ${home} any more`));
    return repeatedly(() =>
      this.#transaction(place, 'begin', (client) => work(this.#open<SystemTx>(client, ctx))),
    );
  }

  #inTenantTx<T>(
    place: Place,
    begin: string,
    { ctx, work }: { ctx: Ctx; work: (tx: Tx) => Promise<T> },
  ): Promise<T> {
    return repeatedly(() =>
      this.#transaction(place, begin, async (client) => {
        if (ctx.delivery) await this.#record(client, ctx.delivery);
        return work(this.#open<Tx>(client, ctx));
      }),
    );
  }

  async #transaction<T>(
    place: Place,
    begin: string,
    work: (client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const client = await place.connect().catch((error: unknown) => {
      throw place.unavailable(error);
    });
    let broken: Error | undefined;
    try {
      requireHome(await client.query(begin));
      const result = await work(client);
      const { command } = await client.query('commit');
      // An aborted transaction answers a commit with ROLLBACK and without an error.
      if (command === 'ROLLBACK') throw new Error('an error inside the transaction was swallowed');
      return result;
    } catch (error) {
      broken = await rollBack(client);
      const failure = withoutValues(error);
      throw isUnavailable(failure) ? place.unavailable(failure) : failure;
    } finally {
      client.release(broken);
    }
  }

  async #record(client: pg.PoolClient, delivery: Delivery): Promise<void> {
    if (this.#recorded.has(delivery)) {
      throw new Error(
        `${delivery.consumer} opened a second transaction for one event: ` +
          'a reaction reads and writes in one, or its effects could be halved by a crash',
      );
    }
    const { rows } = await client.query<{ fresh: boolean }>({
      name: 'events.claim',
      text: 'select events.claim($1, $2) as fresh',
      values: [delivery.consumer, delivery.eventId],
    });
    if (!rows[0]?.fresh) throw new AlreadyHandled(delivery.consumer, delivery.eventId);
    this.#recorded.add(delivery);
  }

  #open<Open extends Tx | SystemTx>(client: pg.PoolClient, ctx: Open['ctx']): Open {
    let sql = this.#builders.get(client);
    if (!sql) {
      sql = drizzle(client);
      this.#builders.set(client, sql);
    }
    const rows = async (statement: SqlStatement) =>
      (await client.query({ ...statement, values: [...(statement.values ?? [])] })).rows;
    // The brand exists in the types only.
    return { ctx, sql, rows } as unknown as Open;
  }
}

/**
 * One simple query instead of two trips; it takes no parameters, hence the check. It sets no tenant
 * when the rows of this one are elsewhere.
 */
function guarded(tenantId: string): string {
  requireId(tenantId);
  const marker = `to_regclass('platform."elsewhere ${tenantId}"')`;
  return (
    `begin; select set_config('app.tenant_id', ` +
    `case when ${marker} is null then '${tenantId}' else '' end, true) as tenant`
  );
}

function unguarded(tenantId: string): string {
  requireId(tenantId);
  return `begin; select set_config('app.tenant_id', '${tenantId}', true) as tenant`;
}

function isElsewhere(error: unknown): boolean {
  return error instanceof Elsewhere || sqlState(error) === elsewhereState;
}

function requireId(tenantId: string): void {
  if (!isId(tenantId)) throw new Error(`not a tenant id: ${String(tenantId)}`);
}

/** pg answers several statements with a list, which its types do not say. */
function requireHome(begun: pg.QueryResult | readonly pg.QueryResult[]): void {
  const asked = Array.isArray(begun) ? (begun.at(-1) as pg.QueryResult) : undefined;
  if (asked?.rows[0]?.tenant === '') throw new Elsewhere('this is not the home of the tenant');
}

async function repeatedly<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || !repeatable.has(sqlState(error) ?? '')) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
