import type { Id, Log } from '@edumaster/kernel';
import type { DatabaseConnection } from '../pools.ts';
import { TenantDatabase, type TenantDatabaseOptions } from './tenant-database.ts';

/** Of every tenant that has a database of its own. */
export type ReadConnections = () => Promise<ReadonlyMap<Id<'tenant'>, DatabaseConnection>>;

/**
 * Where tenants are that have a database of their own. They are few, so all are known: what is not
 * in here is in the platform's database, and who is wrong about that is refused there (`0004-homes.sql`).
 */
export class TenantDatabases {
  readonly #prepare: TenantDatabaseOptions['prepare'];
  readonly #log: Log;
  readonly #known = new Map<string, TenantDatabase>();
  readonly #listeners: (() => void)[] = [];
  #read: ReadConnections = async () => new Map();
  #refreshing: Promise<void> | undefined;
  #isStale = false;
  #isClosed = false;

  constructor({ prepare, log }: Pick<TenantDatabaseOptions, 'prepare' | 'log'>) {
    this.#prepare = prepare;
    this.#log = log;
  }

  of(tenantId: string): TenantDatabase | undefined {
    return this.#known.get(tenantId);
  }

  all(): readonly TenantDatabase[] {
    return [...this.#known.values()];
  }

  /** @param heard called when one came, left or has another address */
  onChange(heard: () => void): void {
    this.#listeners.push(heard);
  }

  /** Learns them from there, now and at every refresh. */
  async follow(read: ReadConnections): Promise<void> {
    this.#read = read;
    await this.refresh();
  }

  /** Resolves when what was true at the time of the call is known here. */
  async refresh(): Promise<void> {
    // One that is under way may have read before the change that this call is about.
    if (this.#refreshing) {
      this.#isStale = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refreshUntilFresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.all().map((database) => database.close()));
  }

  async #refreshUntilFresh(): Promise<void> {
    do {
      this.#isStale = false;
      this.#take(await this.#read());
    } while (this.#isStale);
  }

  #take(connections: ReadonlyMap<Id<'tenant'>, DatabaseConnection>): void {
    if (this.#isClosed) return;
    const gone = this.all().filter(
      ({ tenantId, connection }) => !isSame(connections.get(tenantId), connection),
    );
    for (const database of gone) this.#forget(database);
    const fresh = [...connections].filter(([tenantId]) => !this.#known.has(tenantId));
    for (const [tenantId, connection] of fresh) {
      const parts = { prepare: this.#prepare, log: this.#log };
      this.#known.set(tenantId, new TenantDatabase({ tenantId, connection, ...parts }));
    }
    if (gone.length + fresh.length > 0) for (const heard of this.#listeners) heard();
  }

  #forget(database: TenantDatabase): void {
    this.#known.delete(database.tenantId);
    database.close().catch((error: unknown) => {
      this.#log.warn({ err: error }, 'the database of a tenant was not left in order');
    });
  }
}

function isSame(one: DatabaseConnection | undefined, other: DatabaseConnection): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
