import { Db, type SystemTx } from '@edumaster/database';
import { Identity, type PersonCard } from '@edumaster/identity';
import {
  AppError,
  type Ctx,
  idOfCursor,
  pageOf,
  type SystemCtx,
  systemCtx,
} from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { TenantId, TenantKind } from '../domain/tenant.ts';
import type { AdministeredTenant } from '../index.ts';
import { administerTenants } from '../policy.ts';
import { pageOfTenants } from '../store/tenant-pages.ts';

const defaultLimit = 20;
const mostOfAll = 100_000;

interface WantedPage {
  readonly search: string | undefined;
  readonly kind: TenantKind | undefined;
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

export interface ListedTenant extends AdministeredTenant {
  /** Of the marketplace there is none: its administrators run it. */
  readonly owners: readonly Pick<PersonCard, 'id' | 'name'>[];
}

interface TenantPage {
  readonly items: readonly ListedTenant[];
  readonly nextCursor: string | null;
}

/** The tenants of the installation, for those who run it. */
@Injectable()
export class ListTenants {
  readonly #db: Db;
  readonly #identity: Identity;

  constructor(db: Db, identity: Identity) {
    this.#db = db;
    this.#identity = identity;
  }

  async run(ctx: Ctx, page: WantedPage): Promise<TenantPage> {
    authorize(ctx, administerTenants, undefined);
    const { search = '', kind, cursor, limit = defaultLimit } = page;
    const before = cursor === undefined ? undefined : idOfCursor(cursor);
    const rows = await this.#read(ctx, (tx) =>
      pageOfTenants(tx, { search: search.trim(), kind, before, limit: limit + 1 }),
    );
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
    return { items: await this.#withOwners(ctx, items), nextCursor };
  }

  /** For the operator: all of them. */
  every(ctx: SystemCtx): Promise<readonly AdministeredTenant[]> {
    return this.#db.inSystemTx(ctx, (tx) => pageOfTenants(tx, { limit: mostOfAll }));
  }

  /** @throws AppError `tenant_not_found` */
  async one(ctx: Ctx, tenantId: TenantId): Promise<ListedTenant> {
    authorize(ctx, administerTenants, undefined);
    const found = await this.#read(ctx, (tx) => pageOfTenants(tx, { tenantId, limit: 1 }));
    const [tenant] = await this.#withOwners(ctx, found);
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  async #withOwners(
    ctx: Ctx,
    found: readonly AdministeredTenant[],
  ): Promise<readonly ListedTenant[]> {
    if (found.length === 0) return [];
    const system = systemCtx('the owners of tenants are shown to those who run them all', ctx);
    const owners = await this.#identity.owners(system, { tenantIds: found.map(({ id }) => id) });
    return found.map((tenant) => ({
      ...tenant,
      owners: owners
        .filter(({ tenantId }) => tenantId === tenant.id)
        .map(({ id, name }) => ({ id, name })),
    }));
  }

  #read<T>(ctx: Ctx, work: (tx: SystemTx) => Promise<T>): Promise<T> {
    return this.#db.inSystemTx(systemCtx('the tenants of the installation are shown', ctx), work);
  }
}
