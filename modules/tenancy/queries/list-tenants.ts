import { Db, type SystemTx } from '@edumaster/database';
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
import type { TenantId } from '../domain/tenant.ts';
import type { AdministeredTenant } from '../index.ts';
import { administerTenants } from '../policy.ts';
import { pageOfTenants } from '../store/tenant-pages.ts';

const defaultLimit = 20;
const mostOfAll = 100_000;

interface WantedPage {
  readonly search: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

interface TenantPage {
  readonly items: readonly AdministeredTenant[];
  readonly nextCursor: string | null;
}

/** The tenants of the installation, for those who run it. */
@Injectable()
export class ListTenants {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(ctx: Ctx, page: WantedPage): Promise<TenantPage> {
    authorize(ctx, administerTenants, undefined);
    const { search = '', cursor, limit = defaultLimit } = page;
    const before = cursor === undefined ? undefined : idOfCursor(cursor);
    const rows = await this.#read(ctx, (tx) =>
      pageOfTenants(tx, { search, before, limit: limit + 1 }),
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** For the operator: all of them. */
  every(ctx: SystemCtx): Promise<readonly AdministeredTenant[]> {
    return this.#db.inSystemTx(ctx, (tx) => pageOfTenants(tx, { limit: mostOfAll }));
  }

  /** @throws AppError `tenant_not_found` */
  async one(ctx: Ctx, tenantId: TenantId): Promise<AdministeredTenant> {
    authorize(ctx, administerTenants, undefined);
    const [tenant] = await this.#read(ctx, (tx) => pageOfTenants(tx, { tenantId, limit: 1 }));
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }

  #read<T>(ctx: Ctx, work: (tx: SystemTx) => Promise<T>): Promise<T> {
    return this.#db.inSystemTx(systemCtx('the tenants of the installation are shown', ctx), work);
  }
}
