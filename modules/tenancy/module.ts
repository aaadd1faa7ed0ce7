import { join } from 'node:path';
import type { Db } from '@edumaster/database';
import { KnownHosts } from '@edumaster/identity';
import { type Log, packageRoot } from '@edumaster/kernel';
import type { Installation, ModuleManifest } from '@edumaster/module';
import { tenancySettings, tenancySettingsToken } from './config.ts';
import './errors.ts';
import { SeatOwners } from './handlers/seat-owners.ts';
import { AdministrationRoutes } from './http/administration-routes.ts';
import { TenantRoutes } from './http/tenant-routes.ts';
import { Tenancy } from './index.ts';
import { CheckSubdomain } from './queries/check-subdomain.ts';
import { FindTenant } from './queries/find-tenant.ts';
import { ListDatabases } from './queries/list-databases.ts';
import { ListMyTenants } from './queries/list-my-tenants.ts';
import { ListTenants } from './queries/list-tenants.ts';
import { ListTiers } from './queries/list-tiers.ts';
import { ResolveHost } from './queries/resolve-host.ts';
import { TenantHosts } from './queries/tenant-hosts.ts';
import { TenantUrls } from './queries/tenant-urls.ts';
import { HostLookup } from './store/host-lookup.ts';
import { SealedAddress } from './store/sealed-address.ts';
import { TenantCache } from './store/tenant-cache.ts';
import { TenancyFacade } from './tenancy-facade.ts';
import { ChangeHome } from './use-cases/change-home.ts';
import { ChangeTenant } from './use-cases/change-tenant.ts';
import { ChangeTier } from './use-cases/change-tier.ts';
import { CreateTenant } from './use-cases/create-tenant.ts';
import { ProvisionTenant } from './use-cases/provision-tenant.ts';

class TenancyContainer {}

const keeping = [TenantCache, HostLookup, SealedAddress];
const finding = [ResolveHost, FindTenant, TenantUrls, CheckSubdomain];
const listing = [ListMyTenants, ListTenants, ListTiers, ListDatabases];
const reading = [...finding, ...listing];
const useCases = [ProvisionTenant, CreateTenant, ChangeTenant, ChangeTier, ChangeHome];
const edges = [TenantRoutes, AdministrationRoutes, SeatOwners];

export const tenancyModule: ModuleManifest<typeof tenancySettings> = {
  name: 'tenancy',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  home: 'platform',
  settings: tenancySettings,
  container: (settings) => ({
    module: TenancyContainer,
    global: true,
    providers: [
      { provide: tenancySettingsToken, useValue: settings },
      { provide: Tenancy, useClass: TenancyFacade },
      { provide: KnownHosts, useClass: TenantHosts },
      ...keeping,
      ...reading,
      ...useCases,
      ...edges,
    ],
    // KnownHosts is identity's port: identity stands below and cannot ask the facade.
    exports: [Tenancy, KnownHosts],
  }),
  routes: [TenantRoutes, AdministrationRoutes],
  plainRoutes: [],
  consumers: [SeatOwners],
  jobs: [],
  crons: [],
  personalData: [],
};

/** For a look at an installation from outside, without its container. */
export function databaseAddresses(db: Db, installation: Installation, log: Log): ListDatabases {
  return new ListDatabases(db, new SealedAddress(installation), log);
}
