import type { Id, Log } from '@edumaster/kernel';
import type pg from 'pg';
import { type DatabaseConnection, openTenantPools, type Pools } from '../pools.ts';
import type { RolePasswords } from '../roles.ts';
import { HomeUnavailable } from '../unavailable.ts';

/** While a database is away, one request asks it this often; the others are refused at once. */
const shortestOutageMilliseconds = 1_000;
const longestOutageMilliseconds = 15_000;

export interface TenantDatabaseOptions {
  readonly tenantId: Id<'tenant'>;
  readonly connection: DatabaseConnection;
  /** Brings it up to date, once a process, and says how its roles log in. */
  readonly prepare: (
    connection: DatabaseConnection,
    tenantId: Id<'tenant'>,
  ) => Promise<RolePasswords>;
  readonly log: Log;
}

/**
 * The database of one tenant: opened when it is first needed. One that is away costs its own tenant
 * an answer and nobody else a wait.
 */
export class TenantDatabase {
  readonly tenantId: Id<'tenant'>;
  readonly connection: DatabaseConnection;
  readonly #prepare: TenantDatabaseOptions['prepare'];
  readonly #log: Log;
  #pools: Promise<Pools> | undefined;
  #isClosed = false;
  #isDown = false;
  #refusesUntil = 0;
  #pause = shortestOutageMilliseconds;

  readonly unavailable = (cause: unknown): HomeUnavailable =>
    new HomeUnavailable(this.tenantId, cause);
  /** Connections that see one tenant, and those that see all. */
  readonly app = { connect: () => this.#connect('app'), unavailable: this.unavailable };
  readonly system = { connect: () => this.#connect('system'), unavailable: this.unavailable };

  constructor({ tenantId, connection, prepare, log }: TenantDatabaseOptions) {
    this.tenantId = tenantId;
    this.connection = connection;
    this.#prepare = prepare;
    this.#log = log.child({ home: tenantId });
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** @throws Error when it cannot be opened; the next call tries again */
  pools(): Promise<Pools> {
    if (this.#isClosed) return Promise.reject(new Error('this database is not used any more'));
    const opening = this.#pools ?? this.#open();
    this.#pools = opening;
    opening.catch(() => {
      if (this.#pools === opening) this.#pools = undefined;
    });
    return opening;
  }

  /** Connections that are open in this process. */
  async connections(): Promise<number> {
    const pools = await this.#pools?.catch(() => undefined);
    if (!pools) return 0;
    const { app, system, relay, owner } = pools;
    return [app, system, relay, owner].reduce((sum, pool) => sum + pool.totalCount, 0);
  }

  /** Waits for the transactions that are under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const pools = await this.#pools?.catch(() => undefined);
    await pools?.close();
  }

  async #open(): Promise<Pools> {
    const passwords = await this.#prepare(this.connection, this.tenantId);
    return openTenantPools(this.connection, passwords, this.#log);
  }

  async #connect(role: 'app' | 'system'): Promise<pg.PoolClient> {
    const now = Date.now();
    if (this.#isDown && now < this.#refusesUntil) throw new Error('it was away a moment ago');
    // The others do not wait for the one who asks.
    if (this.#isDown) this.#refusesUntil = now + longestOutageMilliseconds;
    try {
      const client = await (await this.pools())[role].connect();
      this.#recovered();
      return client;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  #recovered(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#pause = shortestOutageMilliseconds;
    this.#log.info({}, 'the database of a tenant is back');
  }

  #failed(error: unknown): void {
    if (!this.#isDown) this.#log.error({ err: error }, 'the database of a tenant is away');
    this.#isDown = true;
    this.#refusesUntil = Date.now() + this.#pause;
    this.#pause = Math.min(this.#pause * 2, longestOutageMilliseconds);
  }
}
