import type { Ctx, SystemCtx } from '@edumaster/kernel';
import type { Tenant, TenantKind } from './domain/tenant.ts';

export { marketplaceTenantId } from './domain/marketplace.ts';

export type { Tenant, TenantId, TenantKind } from './domain/tenant.ts';
export { tenantChanged, tenantCreated } from './events.ts';

/** Tenants and their hosts. */
export abstract class Tenancy {
  /**
   * The tenant that answers on this host, given as in the Host header, with or without a port.
   * Loopback names are the marketplace on the embedded start; cached for up to an hour.
   */
  abstract resolve(host: string): Promise<Tenant | undefined>;

  /** The tenant of the Ctx. @throws AppError `tenant_not_found` */
  abstract current(ctx: Ctx): Promise<Tenant>;

  /**
   * Creates a tenant, or returns the one that has this subdomain.
   * @throws AppError `validation_failed` for a subdomain that no tenant may have
   */
  abstract provision(
    ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant>;
}
