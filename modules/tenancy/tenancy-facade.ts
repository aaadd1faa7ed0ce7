import { AppError, type Ctx, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Tenancy, Tenant, TenantKind } from './index.ts';
import { ResolveHost } from './queries/resolve-host.ts';
import { ProvisionTenant } from './use-cases/provision-tenant.ts';

/** The facade within this process. */
@Injectable()
export class TenancyFacade implements Tenancy {
  readonly #resolveHost: ResolveHost;
  readonly #provisionTenant: ProvisionTenant;

  constructor(resolveHost: ResolveHost, provisionTenant: ProvisionTenant) {
    this.#resolveHost = resolveHost;
    this.#provisionTenant = provisionTenant;
  }

  resolve(host: string): Promise<Tenant | undefined> {
    return this.#resolveHost.byHost(host);
  }

  async current(ctx: Ctx): Promise<Tenant> {
    const tenant = await this.#resolveHost.byId(ctx.tenantId);
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  provision(
    ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant> {
    return this.#provisionTenant.run(ctx, input);
  }
}
