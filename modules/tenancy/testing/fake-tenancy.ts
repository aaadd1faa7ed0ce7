import { AppError, type Ctx, newId, type SystemCtx } from '@edumaster/kernel';
import { hostNameOf, targetOf } from '../domain/host.ts';
import { marketplaceTenantId } from '../domain/marketplace.ts';
import '../errors.ts';
import type {
  AdministeredTenant,
  Allowance,
  Tenancy,
  Tenant,
  TenantDatabaseAddress,
  TenantId,
  TenantKind,
} from '../index.ts';

const unbranded = { logoUrl: null, primaryColor: null };
const unlimited: Allowance = {
  tier: 'unlimited',
  members: null,
  courses: null,
  storageBytes: null,
};

/** Keeps tenants in memory, on the hosts of an embedded start. */
export class FakeTenancy implements Tenancy {
  readonly #tenants: Tenant[] = [
    {
      id: marketplaceTenantId,
      kind: 'marketplace',
      name: 'EduMaster',
      subdomain: null,
      branding: unbranded,
      allowance: unlimited,
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

  /** What every tenant may have from now on; by default without limit. */
  allowed: Partial<Allowance> = {};

  async allowance(ctx: Ctx): Promise<Allowance> {
    const known = this.#tenants.find(({ id }) => id === ctx.tenantId);
    return { ...(known?.allowance ?? unlimited), ...this.allowed };
  }

  async all(): Promise<readonly AdministeredTenant[]> {
    const createdAt = new Date(0);
    return this.#tenants.map(({ id, name, kind, subdomain, allowance: { tier } }) => ({
      id,
      name,
      kind,
      subdomain,
      domains: [],
      tier,
      hasOwnDatabase: false,
      createdAt,
    }));
  }

  async changeTier(_ctx: SystemCtx, input: { tenantId: TenantId; tier: string }): Promise<void> {
    const at = this.#tenants.findIndex(({ id }) => id === input.tenantId);
    const tenant = this.#tenants[at];
    if (!tenant) throw new AppError('tenant_not_found');
    const { tier } = input;
    this.#tenants[at] = { ...tenant, allowance: { ...tenant.allowance, tier } };
  }

  async provision(
    _ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant> {
    const known = this.#tenants.find(({ subdomain }) => subdomain === input.subdomain);
    if (known) return known;
    const made = { branding: unbranded, allowance: unlimited };
    const tenant = { id: newId<'tenant'>(), ...input, ...made };
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
