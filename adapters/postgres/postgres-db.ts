import { type Ctx, type Delivery, isId, type Log, type SystemCtx } from '@edumaster/kernel';
import {
  AlreadyHandled,
  type Db,
  type SqlStatement,
  sqlState,
  type SystemTx,
  type Tx,
} from '@edumaster/database';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Pools } from './pools.ts';
import { isUnavailable, unavailable } from './unavailable.ts';
import { withoutValues } from './without-values.ts';

const attempts = 4;

/** Serialisation failure and deadlock: the transaction had no effect and may run again. */
const repeatable = new Set(['40001', '40P01']);

export class PostgresDb implements Db {
  readonly #pools: Pick<Pools, 'app' | 'system'>;
  readonly #log: Log;
  readonly #builders = new WeakMap<pg.PoolClient, NodePgDatabase>();
  readonly #recorded = new WeakSet<Delivery>();

  constructor(pools: Pick<Pools, 'app' | 'system'>, log: Log) {
    this.#pools = pools;
    this.#log = log;
  }

  async inTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    // One simple query instead of two trips; it takes no parameters, hence the check.
    if (!isId(ctx.tenantId)) throw new Error(`not a tenant id: ${String(ctx.tenantId)}`);
    const begin = `begin; select set_config('app.tenant_id', '${ctx.tenantId}', true)`;
    return repeatedly(() =>
      this.#transaction(this.#pools.app, begin, async (client) => {
        if (ctx.delivery) await this.#record(client, ctx.delivery);
        return work(this.#open<Tx>(client, ctx));
      }),
    );
  }

  inPlatformTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTx(ctx, work);
  }

  async inSystemTx<T>(ctx: SystemCtx, work: (tx: SystemTx) => Promise<T>): Promise<T> {
    this.#log.debug({ reason: ctx.reason, correlationId: ctx.correlationId }, 'across tenants');
    return repeatedly(() =>
      this.#transaction(this.#pools.system, 'begin', (client) =>
        work(this.#open<SystemTx>(client, ctx)),
      ),
    );
  }

  async #transaction<T>(
    pool: pg.Pool,
    begin: string,
    work: (client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(client);
      const { command } = await client.query('commit');
      // An aborted transaction answers a commit with ROLLBACK and without an error.
      if (command === 'ROLLBACK') throw new Error('an error inside the transaction was swallowed');
      return result;
    } catch (error) {
      broken = await rollBack(client);
      const failure = withoutValues(error);
      throw isUnavailable(failure) ? unavailable(failure) : failure;
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
