import { AppError, type Ctx, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type {
  AdministeredTenant,
  Allowance,
  HomeStep,
  Tenancy,
  Tenant,
  TenantDatabaseAddress,
  TenantId,
  TenantKind,
} from './index.ts';
import { FindTenant } from './queries/find-tenant.ts';
import { ListDatabases } from './queries/list-databases.ts';
import { ListTenants } from './queries/list-tenants.ts';
import { ResolveHost } from './queries/resolve-host.ts';
import { ChangeHome } from './use-cases/change-home.ts';
import { ChangeTier } from './use-cases/change-tier.ts';
import { ProvisionTenant } from './use-cases/provision-tenant.ts';

/** The facade within this process. */
@Injectable()
export class TenancyFacade implements Tenancy {
  readonly #resolveHost: ResolveHost;
  readonly #findTenant: FindTenant;
  readonly #listDatabases: ListDatabases;
  readonly #listTenants: ListTenants;
  readonly #provisionTenant: ProvisionTenant;
  readonly #changeHome: ChangeHome;
  readonly #changeTier: ChangeTier;

  constructor(
    resolveHost: ResolveHost,
    findTenant: FindTenant,
    listDatabases: ListDatabases,
    listTenants: ListTenants,
    provisionTenant: ProvisionTenant,
    changeHome: ChangeHome,
    changeTier: ChangeTier,
  ) {
    this.#resolveHost = resolveHost;
    this.#findTenant = findTenant;
    this.#listDatabases = listDatabases;
    this.#listTenants = listTenants;
    this.#provisionTenant = provisionTenant;
    this.#changeHome = changeHome;
    this.#changeTier = changeTier;
  }

  resolve(host: string): Promise<Tenant | undefined> {
    return this.#resolveHost.byHost(host);
  }

  async current(ctx: Ctx): Promise<Tenant> {
    const tenant = await this.#resolveHost.byId(ctx.tenantId);
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  async allowance(ctx: Ctx): Promise<Allowance> {
    return (await this.current(ctx)).allowance;
  }

  provision(
    ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant> {
    return this.#provisionTenant.run(ctx, input);
  }

  all(ctx: SystemCtx): Promise<readonly AdministeredTenant[]> {
    return this.#listTenants.every(ctx);
  }

  changeTier(ctx: SystemCtx, input: { tenantId: TenantId; tier: string }): Promise<void> {
    const actor = { kind: 'system', reason: ctx.reason } as const;
    return this.#changeTier.run(ctx, { ...input, actor });
  }

  databases(ctx: SystemCtx): Promise<readonly TenantDatabaseAddress[]> {
    return this.#listDatabases.run(ctx);
  }

  named(ctx: SystemCtx, input: { subdomain: string }): Promise<Tenant> {
    return this.#findTenant.run(ctx, input.subdomain);
  }

  changeHome(ctx: SystemCtx, input: { tenantId: TenantId; step: HomeStep }): Promise<void> {
    return this.#changeHome.run(ctx, input);
  }
}
