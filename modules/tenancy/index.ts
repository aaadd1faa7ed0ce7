import type { Ctx, SystemCtx } from '@edumaster/kernel';
import type { Allowance } from './domain/allowance.ts';
import type { Tenant, TenantId, TenantKind } from './domain/tenant.ts';

export { marketplaceTenantId } from './domain/marketplace.ts';

export type { Allowance } from './domain/allowance.ts';
export type { Tenant, TenantId, TenantKind } from './domain/tenant.ts';
export { tenantChanged, tenantCreated } from './events.ts';

/** What those who run the installation see of a tenant. */
export interface AdministeredTenant {
  readonly id: TenantId;
  readonly name: string;
  readonly kind: TenantKind;
  readonly subdomain: string | null;
  /** Of its own, beside the subdomain. */
  readonly domains: readonly string[];
  readonly tier: string;
  readonly hasOwnDatabase: boolean;
  readonly createdAt: Date;
}

/** A tenant that has a database to itself, and how to reach it: a secret. */
export interface TenantDatabaseAddress {
  readonly tenantId: TenantId;
  readonly subdomain: string | null;
  readonly address: string;
}

/** Tenants and their hosts. */
export abstract class Tenancy {
  /**
   * The tenant that answers on this host, given as in the Host header, with or without a port.
   * Loopback names are the marketplace on the embedded start; cached for up to an hour.
   */
  abstract resolve(host: string): Promise<Tenant | undefined>;

  /** The tenant of the Ctx. @throws AppError `tenant_not_found` */
  abstract current(ctx: Ctx): Promise<Tenant>;

  /** What the tenant of the Ctx may have; kept in memory. @throws AppError `tenant_not_found` */
  abstract allowance(ctx: Ctx): Promise<Allowance>;

  /**
   * Creates a tenant, or returns the one that has this subdomain.
   * @throws AppError `validation_failed` for a subdomain that no tenant may have
   */
  abstract provision(
    ctx: SystemCtx,
    input: { kind: Exclude<TenantKind, 'marketplace'>; name: string; subdomain: string },
  ): Promise<Tenant>;

  /** Every one, the newest first. */
  abstract all(ctx: SystemCtx): Promise<readonly AdministeredTenant[]>;

  /** @throws AppError `tenant_not_found`, `validation_failed` for a tier that there is not */
  abstract changeTier(ctx: SystemCtx, input: { tenantId: TenantId; tier: string }): Promise<void>;

  /** Of every tenant that has a database of its own. */
  abstract databases(ctx: SystemCtx): Promise<readonly TenantDatabaseAddress[]>;

  /** The tenant with this subdomain. @throws AppError `tenant_not_found` */
  abstract named(ctx: SystemCtx, input: { subdomain: string }): Promise<Tenant>;

  /**
   * Puts a tenant's rows into a database of its own, step by step: `closing` refuses its
   * transactions in the platform's database, `assigned` says where they are from now on, and
   * `reopened` takes the closing back.
   */
  abstract changeHome(ctx: SystemCtx, input: { tenantId: TenantId; step: HomeStep }): Promise<void>;
}

export type HomeStep =
  | { readonly kind: 'closing' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'assigned'; readonly address: string };
