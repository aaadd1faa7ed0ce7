import { newId, silentLog, systemCtx } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { PostgresSignals } from '@edumaster/postgres';
import { FakeSignals } from '@edumaster/signals/fake';
import { eventually, useDatabase } from '@edumaster/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../domain/tenant.ts';
import { tenancyModule } from '../module.ts';
import { ResolveHost } from '../queries/resolve-host.ts';
import { ProvisionTenant } from '../use-cases/provision-tenant.ts';
import { HostLookup } from './host-lookup.ts';
import { TenantCache } from './tenant-cache.ts';

const database = useDatabase({
  migrations: [{ module: tenancyModule.name, folder: tenancyModule.migrations }],
});

const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that only tests of tenancy use, long enough',
  dataDir: '/nonexistent',
};

const listening: PostgresSignals[] = [];

afterEach(async () => {
  for (const signals of listening.splice(0)) await signals.stop();
});

/** A process of an installation: a cache and a connection to listen on, of its own. */
async function startProcess() {
  const signals = new PostgresSignals(database.pools.dedicated('app'), silentLog);
  const cache = new TenantCache(signals);
  listening.push(signals);
  await signals.start();
  const lookup = new HostLookup(database.db);
  return {
    hosts: new ResolveHost(database.db, lookup, cache, installation),
    provision: new ProvisionTenant(database.db, database.outbox, database.audit, cache),
  };
}

const tenant: Tenant = {
  id: newId<'tenant'>(),
  kind: 'academy',
  name: 'Kept',
  subdomain: 'kept',
  branding: { logoUrl: null, primaryColor: null },
  allowance: { tier: 'free', members: 1, courses: 1, storageBytes: 1 },
};

const operator = systemCtx('a test acts as the operator');

describe('what every process remembers of tenants', () => {
  it('is forgotten in all of them when one changes it', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    expect(await there.hosts.byHost('both.localhost')).toBeUndefined();
    const input = { kind: 'academy', name: 'Both', subdomain: 'both' } as const;
    const made = await here.provision.run(operator, input);
    await eventually('the new tenant in the other process', () =>
      there.hosts.byHost('both.localhost'),
    );
    await database.owner.query(`update tenancy.tenants set name = 'New' where id = $1`, [made.id]);
    for (const { hosts } of [here, there]) {
      await eventually('the new name', async () =>
        (await hosts.byHost('both.localhost'))?.name === 'New' ? true : undefined,
      );
    }
  });

  it('is forgotten when a domain of its own comes and goes', async () => {
    const { hosts, provision } = await startProcess();
    const input = { kind: 'academy', name: 'Domain', subdomain: 'with-domain' } as const;
    const made = await provision.run(operator, input);
    expect(await hosts.byHost('own.example')).toBeUndefined();
    await database.owner.query('insert into tenancy.hosts (host, tenant_id) values ($1, $2)', [
      'own.example',
      made.id,
    ]);
    await eventually('the domain', () => hosts.byHost('own.example'));
    await database.owner.query(`delete from tenancy.hosts where host = 'own.example'`);
    await eventually('the end of the domain', async () =>
      (await hosts.byHost('own.example')) === undefined ? true : undefined,
    );
  });
});

describe('the cache', () => {
  it('asks once for all who ask at the same time, and again after a change', async () => {
    const signals = new FakeSignals();
    const cache = new TenantCache(signals);
    let asked = 0;
    const load = async () => {
      asked += 1;
      return tenant;
    };
    await Promise.all([cache.get('host', load), cache.get('host', load)]);
    await cache.get('host', load);
    expect(asked).toBe(1);
    signals.send('tenancy', newId());
    await cache.get('host', load);
    expect(asked).toBe(1);
    signals.send('tenancy', tenant.id);
    await cache.get('host', load);
    expect(asked).toBe(2);
    signals.send('tenancy', undefined);
    await cache.get('host', load);
    expect(asked).toBe(3);
  });

  it('keeps nothing that was read while a change came in', async () => {
    const signals = new FakeSignals();
    const cache = new TenantCache(signals);
    await cache.get('host', async () => {
      signals.send('tenancy', newId());
      return tenant;
    });
    expect(await cache.get('host', async () => undefined)).toBeUndefined();
  });

  it('keeps nothing while it would not hear of changes', async () => {
    const signals = new FakeSignals();
    const cache = new TenantCache(signals);
    signals.isListening = false;
    expect(await cache.get('host', async () => tenant)).toEqual(tenant);
    expect(await cache.get('host', async () => undefined)).toBeUndefined();
  });

  it('remembers a tenant through a flood of names that nobody has', async () => {
    const signals = new FakeSignals();
    const cache = new TenantCache(signals);
    await cache.get('host', async () => tenant);
    for (let n = 0; n < 20_000; n += 1) await cache.get(`invented ${n}`, async () => undefined);
    expect(await cache.get('host', async () => undefined)).toEqual(tenant);
  });
});

describe('a flood of invented hosts', () => {
  it('costs a few statements, one after the other', async () => {
    let transactions = 0;
    let open = 0;
    let openAtMost = 0;
    const counted = new Proxy(database.db, {
      get: (db, name) => {
        if (name !== 'inSystemTx') return Reflect.get(db, name);
        return async (...call: Parameters<typeof db.inSystemTx>) => {
          transactions += 1;
          openAtMost = Math.max(openAtMost, (open += 1));
          return db.inSystemTx(...call).finally(() => (open -= 1));
        };
      },
    });
    const lookup = new HostLookup(counted);
    const cache = new TenantCache(new FakeSignals());
    const hosts = new ResolveHost(counted, lookup, cache, installation);
    const flood = Array.from({ length: 2_000 }, (_, n) => hosts.byHost(`made-up-${n}.localhost`));
    const outcomes = await Promise.all([...flood, hosts.byHost('localhost')]);
    expect(outcomes.filter(Boolean).map((found) => found?.kind)).toEqual(['marketplace']);
    expect(transactions).toBeLessThan(20);
    expect(openAtMost).toBe(1);
  });
});
