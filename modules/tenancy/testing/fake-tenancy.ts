import { AppError, type Ctx, newId, type SystemCtx } from '@edumaster/kernel';
import { hostNameOf, targetOf } from '../domain/host.ts';
import { marketplaceTenantId } from '../domain/marketplace.ts';
import '../errors.ts';
import type { Tenancy, Tenant, TenantDatabaseAddress, TenantKind } from '../index.ts';

const unbranded = { logoUrl: null, primaryColor: null };

/** Keeps tenants in memory, on the hosts of an embedded start. */
export class FakeTenancy implements Tenancy {
  readonly #tenants: Tenant[] = [
    {
      id: marketplaceTenantId,
      kind: 'marketplace',
      name: 'EduMaster',
      subdomain: null,
      branding: unbranded,
    },
  ];

  async resolve(host: string): Promise<Tenant | undefined> {
    const hostname = hostNameOf(host);
    if (hostname === undefined) return undefined;
    const target = targetOf(hostname, { hostname: 'localhost', answersOnLoopback: true });
    if (target.kind === 'domain') return undefined;
    const subdomain = target.kind === 'subdomain' ? target.label : null;
    return this.#tenants.find((tenant) => tenant.subdomain === subdomain);
  }

  async current(ctx: Ctx): Promise<Tenant> {
    const tenant = this.#tenants.find(({ id }) => id === ctx.tenantId);
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  async provision(
    _ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant> {
    const known = this.#tenants.find(({ subdomain }) => subdomain === input.subdomain);
    if (known) return known;
    const tenant = { id: newId<'tenant'>(), ...input, branding: unbranded };
    this.#tenants.push(tenant);
    return tenant;
  }

  /** None: homes are what real databases are for. */
  async databases(): Promise<readonly TenantDatabaseAddress[]> {
    return [];
  }

  async named(_ctx: SystemCtx, input: { subdomain: string }): Promise<Tenant> {
    const tenant = this.#tenants.find(({ subdomain }) => subdomain === input.subdomain);
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  async changeHome(): Promise<void> {}
}
