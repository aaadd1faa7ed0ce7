import { Db } from '@edumaster/database';
import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Tenant } from '../domain/tenant.ts';
import { findBySubdomain } from '../store/tenants.ts';

/** A tenant by its subdomain, from the database and not from what is kept. */
@Injectable()
export class FindTenant {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `tenant_not_found` */
  async run(ctx: SystemCtx, subdomain: string): Promise<Tenant> {
    const tenant = await this.#db.inSystemTx(ctx, (tx) =>
      findBySubdomain(tx, subdomain.toLowerCase()),
    );
    if (!tenant) throw new AppError('tenant_not_found');
    return tenant;
  }
}
