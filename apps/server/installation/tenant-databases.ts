import { type Id, type Log, type RootSecret, systemCtx } from '@edumaster/kernel';
import {
  type DatabaseConnection,
  openTenantPools,
  type Pools,
  type RolePasswords,
  rolePasswords,
  TenantDatabases,
} from '@edumaster/postgres';
import type { Signals } from '@edumaster/signals';
import { Tenancy } from '@edumaster/tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';
import { WrongConfiguration } from './configuration.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { bringUpToDate, withOwner } from './open-database.ts';

interface Parts {
  /** The platform's own. */
  readonly platform: Pick<Pools, 'owner'>;
  readonly secret: RootSecret;
  readonly log: Log;
}

/** The databases of tenants, none known yet; each is migrated when this process first opens it. */
export function tenantDatabasesOf(parts: Parts): TenantDatabases {
  const { log } = parts;
  return new TenantDatabases({
    log,
    prepare: async (connection, tenantId) => {
      const { passwords, applied } = await withOwner(connection, async (owner) => {
        await requireSoleTenant(owner, tenantId);
        return update(owner, connection, parts);
      });
      if (applied.length > 0) log.info({ tenantId, applied }, 'a tenant’s database was migrated');
      return passwords;
    },
  });
}

/**
 * Makes an empty database that of a tenant: its roles, the whole schema, and a note whose it is.
 * Safe to repeat.
 * @throws WrongConfiguration for a database that is in use for something else
 */
export async function prepareTenantDatabase(
  parts: Parts,
  { connection, tenantId }: { connection: DatabaseConnection; tenantId: Id<'tenant'> },
): Promise<{ readonly pools: Pools; readonly applied: readonly string[] }> {
  const { passwords, applied } = await withOwner(connection, async (owner) => {
    const isEmpty = !(await hasSchema(owner));
    if (!isEmpty) await requireSoleTenant(owner, tenantId);
    const updated = await update(owner, connection, parts);
    await owner.query(
      'insert into platform.sole_tenant (tenant_id) values ($1) on conflict do nothing',
      [tenantId],
    );
    await requireSoleTenant(owner, tenantId);
    return updated;
  });
  return { pools: openTenantPools(connection, passwords, parts.log), applied };
}

interface Updated {
  readonly passwords: RolePasswords;
  readonly applied: readonly string[];
}

async function update(
  owner: pg.Client,
  connection: DatabaseConnection,
  { platform, secret, log }: Parts,
): Promise<Updated> {
  const [own, platforms] = [await serverOf(owner), await serverOf(platform.owner)];
  const passwords = rolePasswords(secret, own === platforms ? undefined : own);
  const pools = openTenantPools(connection, passwords, log);
  return { passwords, applied: await bringUpToDate({ owner, pools, passwords }) };
}

/** The same for one server under any name, and for its replicas. */
async function serverOf(owner: Pick<pg.Client, 'query'> | pg.Pool): Promise<string> {
  const { rows } = await owner.query(
    'select system_identifier::text as id from pg_control_system()',
  );
  return String(rows[0]?.id);
}

async function hasSchema(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query(`select to_regclass('platform.migrations') is not null as is`);
  return rows[0]?.is === true;
}

/** A wrong address must never bring two tenants, or a tenant and the platform, together. */
async function requireSoleTenant(owner: pg.Client, tenantId: Id<'tenant'>): Promise<void> {
  const { rows: known } = await owner.query(
    `select to_regclass('platform.sole_tenant') is not null as is`,
  );
  const { rows } = known[0]?.is
    ? await owner.query('select tenant_id as "tenantId" from platform.sole_tenant')
    : { rows: [] };
  if (rows[0]?.tenantId === tenantId) return;
  throw new WrongConfiguration(
    rows.length > 0
      ? 'this is the database of another tenant'
      : 'this database is not empty: it holds a platform, or its preparation was cut off',
  );
}

interface Following {
  readonly tenantDatabases: TenantDatabases;
  readonly container: INestApplicationContext;
  readonly signals: Signals;
  readonly log: Log;
}

/** Learns from tenancy who has a database of their own, now and whenever that changes. */
export async function followTenants(following: Following): Promise<void> {
  const { tenantDatabases, container, signals, log } = following;
  const tenancy = container.get(Tenancy, { strict: false });
  signals.listen('tenancy', () => {
    tenantDatabases.refresh().catch((error: unknown) => {
      log.warn({ err: error }, 'cannot learn which tenants have databases of their own');
    });
  });
  await tenantDatabases.follow(async () => {
    const ctx = systemCtx('every process learns which tenants have databases of their own');
    const databases = await tenancy.databases(ctx);
    return new Map(databases.map(({ tenantId, address }) => [tenantId, parseDatabaseUrl(address)]));
  });
}
