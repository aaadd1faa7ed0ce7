import { jobQueueState } from '@edumaster/graphile-worker-jobs';
import { consumerLags, type TenantDatabase, type TenantDatabases } from '@edumaster/postgres';
import { Gauge, type Registry } from 'prom-client';

/** Figures of tenants' own databases; one that is away has none but that it is. */
export function measureTenantDatabases(registry: Registry, databases: TenantDatabases): void {
  const gauge = (name: string, help: string, read: Read) =>
    new Gauge({
      name,
      help,
      labelNames: ['home'],
      registers: [registry],
      async collect() {
        this.reset();
        await Promise.all(databases.all().map((database) => setFigure(this, database, read)));
      },
    });
  gauge('edumaster_home_up', 'Whether the database of a tenant can be used', async (one) =>
    one.isDown ? 0 : 1,
  );
  gauge('edumaster_home_connections', 'Connections of this process to it', (one) =>
    one.connections(),
  );
  gauge('edumaster_home_events_unread', 'Events that its slowest consumer has not read', (one) =>
    whileUp(one, async ({ relay }) =>
      Math.max(0, ...(await consumerLags(relay)).map(({ unread }) => unread)),
    ),
  );
  gauge('edumaster_home_events_parked', 'Events that its consumers failed on', (one) =>
    whileUp(one, async ({ relay }) =>
      (await consumerLags(relay)).reduce((sum, { parked }) => sum + parked, 0),
    ),
  );
  gauge('edumaster_home_jobs_failed', 'Jobs that used up their attempts', (one) =>
    whileUp(one, async (pools) => (await jobQueueState(pools)).failed),
  );
}

type Read = (database: TenantDatabase) => Promise<number | undefined>;

async function setFigure(gauge: Gauge, database: TenantDatabase, read: Read): Promise<void> {
  const figure = await read(database).catch(() => undefined);
  if (figure !== undefined) gauge.set({ home: database.tenantId }, figure);
}

type Opened = Awaited<ReturnType<TenantDatabase['pools']>>;

/** A scrape must not wait for a database that is away. */
async function whileUp(
  database: TenantDatabase,
  ask: (pools: Opened) => Promise<number>,
): Promise<number | undefined> {
  return database.isDown ? undefined : ask(await database.pools());
}
