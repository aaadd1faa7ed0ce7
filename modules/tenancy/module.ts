import { join } from 'node:path';
import { KnownHosts } from '@edumaster/identity';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { tenancySettings } from './config.ts';
import './errors.ts';
import { TenantRoutes } from './http/tenant-routes.ts';
import { Tenancy } from './index.ts';
import { FindTenant } from './queries/find-tenant.ts';
import { ListDatabases } from './queries/list-databases.ts';
import { ResolveHost } from './queries/resolve-host.ts';
import { TenantHosts } from './queries/tenant-hosts.ts';
import { HostLookup } from './store/host-lookup.ts';
import { SealedAddress } from './store/sealed-address.ts';
import { TenantCache } from './store/tenant-cache.ts';
import { TenancyFacade } from './tenancy-facade.ts';
import { ChangeHome } from './use-cases/change-home.ts';
import { ProvisionTenant } from './use-cases/provision-tenant.ts';

class TenancyContainer {}

export const tenancyModule: ModuleManifest<typeof tenancySettings> = {
  name: 'tenancy',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  home: 'platform',
  settings: tenancySettings,
  container: () => ({
    module: TenancyContainer,
    global: true,
    providers: [
      { provide: Tenancy, useClass: TenancyFacade },
      { provide: KnownHosts, useClass: TenantHosts },
      TenantCache,
      HostLookup,
      SealedAddress,
      FindTenant,
      ListDatabases,
      ChangeHome,
      ResolveHost,
      ProvisionTenant,
      TenantRoutes,
    ],
    // KnownHosts is identity's port: identity stands below and cannot ask the facade.
    exports: [Tenancy, KnownHosts],
  }),
  routes: [TenantRoutes],
  plainRoutes: [],
  consumers: [],
  jobs: [],
  crons: [],
  personalData: [],
};
