import type { AuditLog } from '@edumaster/audit';
import type { Db } from '@edumaster/database';
import type { Outbox } from '@edumaster/events';
import { FakeIdentity } from '@edumaster/identity/testing';
import { silentLog } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { FakeSignals } from '@edumaster/signals/fake';
import { SeatOwners } from '../handlers/seat-owners.ts';
import { AdministrationRoutes } from '../http/administration-routes.ts';
import { TenantRoutes } from '../http/tenant-routes.ts';
import { CheckSubdomain } from '../queries/check-subdomain.ts';
import { FindTenant } from '../queries/find-tenant.ts';
import { ListDatabases } from '../queries/list-databases.ts';
import { ListMyTenants } from '../queries/list-my-tenants.ts';
import { ListTenants } from '../queries/list-tenants.ts';
import { ListTiers } from '../queries/list-tiers.ts';
import { ResolveHost } from '../queries/resolve-host.ts';
import { TenantHosts } from '../queries/tenant-hosts.ts';
import { TenantUrls } from '../queries/tenant-urls.ts';
import { HostLookup } from '../store/host-lookup.ts';
import { SealedAddress } from '../store/sealed-address.ts';
import { TenantCache } from '../store/tenant-cache.ts';
import { TenancyFacade } from '../tenancy-facade.ts';
import { ChangeHome } from '../use-cases/change-home.ts';
import { ChangeTenant } from '../use-cases/change-tenant.ts';
import { ChangeTier } from '../use-cases/change-tier.ts';
import { CreateTenant } from '../use-cases/create-tenant.ts';
import { ProvisionTenant } from '../use-cases/provision-tenant.ts';

export const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that only tests of tenancy use, long enough',
  dataDir: '/nonexistent',
};

interface WorldParts {
  readonly database: { readonly db: Db; readonly outbox: Outbox; readonly audit: AuditLog };
  readonly changes?: Partial<Installation>;
  readonly identity?: FakeIdentity;
}

/** One process of an installation: what it remembers is its own. */
export function tenancyWorld({ database, changes, identity = new FakeIdentity() }: WorldParts) {
  const { db, outbox, audit } = database;
  const facts = { ...installation, ...changes };
  const signals = new FakeSignals();
  const cache = new TenantCache(signals);
  const resolveHost = new ResolveHost(db, new HostLookup(db), cache, facts);
  const addresses = new SealedAddress(facts);
  const urls = new TenantUrls(facts);
  const listTenants = new ListTenants(db, identity);
  const changeTier = new ChangeTier(db, outbox, audit);
  const settings = { EDUMASTER_TENANTS_PER_PERSON: 5, EDUMASTER_TENANT_DATABASES: 5 };
  const tenancy = new TenancyFacade(
    resolveHost,
    new FindTenant(db),
    new ListDatabases(db, addresses, silentLog),
    listTenants,
    new ProvisionTenant(db, outbox, audit, cache),
    new ChangeHome(db, outbox, audit, addresses, settings),
    changeTier,
  );
  return {
    identity,
    signals,
    cache,
    tenancy,
    hosts: new TenantHosts(resolveHost),
    seatOwners: new SeatOwners(identity),
    routes: [
      new TenantRoutes(
        tenancy,
        new CreateTenant(db, outbox, audit, identity, settings),
        new ChangeTenant(db, outbox, audit),
        new CheckSubdomain(db),
        new ListMyTenants(db, identity),
        urls,
      ),
      new AdministrationRoutes(listTenants, new ListTiers(db), changeTier, urls),
    ],
  };
}
