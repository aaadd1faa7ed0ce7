import { type Log } from '@edumaster/kernel';
import pg from 'pg';
import type { RolePasswords } from './roles.ts';

/** How to reach the database as the one who owns it. */
export interface DatabaseConnection {
  /** Host name, or the folder of a unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: boolean;
}

/**
 * - `app` runs requests: row-level security shows it one tenant
 * - `system` runs work across tenants
 * - `relay` reads the event log
 * - `owner` migrates, and runs the job queue, whose tables admit nobody else
 */
export type DatabaseRole = 'app' | 'system' | 'relay' | 'owner';

/** One pool a role; never SET ROLE, which a statement could undo. */
export interface Pools extends Readonly<Record<DatabaseRole, pg.Pool>> {
  /** Options for a connection of its own, to LISTEN or to hold advisory locks. */
  readonly dedicated: (role: DatabaseRole) => pg.ClientConfig;
  close(): Promise<void>;
}

/** No request holds a connection longer than this; an idle open transaction delays all readers. */
const timeouts = {
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 5_000,
};

type PoolSizes = Readonly<Record<DatabaseRole, number>>;

const platformSizes: PoolSizes = { app: 16, system: 6, relay: 4, owner: 6 };

/** An installation may have many of them. */
const tenantSizes: PoolSizes = { app: 5, system: 2, relay: 2, owner: 3 };

/** Of the platform's own database. Nothing is connected before it is needed. */
export function openPools(
  connection: DatabaseConnection,
  passwords: RolePasswords,
  log: Log,
): Pools {
  return openSized({ connection, passwords, log, sizes: platformSizes });
}

/** Of a tenant's own database: small, and idle connections close after ten seconds. */
export function openTenantPools(
  connection: DatabaseConnection,
  passwords: RolePasswords,
  log: Log,
): Pools {
  return openSized({ connection, passwords, log, sizes: tenantSizes });
}

interface SizedPools {
  readonly connection: DatabaseConnection;
  readonly passwords: RolePasswords;
  readonly log: Log;
  readonly sizes: PoolSizes;
}

function openSized({ connection, passwords, log, sizes }: SizedPools): Pools {
  const loginOf = (role: DatabaseRole): pg.ClientConfig => ({
    ...connection,
    ssl: connection.ssl ?? false,
    ...(role === 'owner' ? {} : { user: `edumaster_${role}`, password: passwords[role] }),
    application_name: `edumaster-${role}`,
  });
  let isClosing = false;
  const open = (role: DatabaseRole): pg.Pool => {
    const limits = role === 'owner' ? { connectionTimeoutMillis: 5_000 } : timeouts;
    const pool = new pg.Pool({ ...loginOf(role), ...limits, max: sizes[role] });
    pool.on('error', (error) => {
      if (!isClosing) log.warn({ err: error, role }, 'an idle connection was lost');
    });
    // A connection in use that is lost fails its query; without a listener it would end the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  };
  const pools = {
    app: open('app'),
    system: open('system'),
    relay: open('relay'),
    owner: open('owner'),
  };
  return {
    ...pools,
    dedicated: loginOf,
    async close() {
      isClosing = true;
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}
