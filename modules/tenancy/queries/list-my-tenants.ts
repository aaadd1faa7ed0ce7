import { Db } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Tenant } from '../domain/tenant.ts';
import { findTenants } from '../store/tenants.ts';

export interface MyTenant {
  readonly tenant: Tenant;
  readonly roles: readonly string[];
}

/** Where the caller is a member. */
@Injectable()
export class ListMyTenants {
  readonly #db: Db;
  readonly #identity: Identity;

  constructor(db: Db, identity: Identity) {
    this.#db = db;
    this.#identity = identity;
  }

  async run(ctx: Ctx): Promise<readonly MyTenant[]> {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
    const system = systemCtx('a person asks where they are a member', ctx);
    const standing = await this.#identity.standing(system, { userId: ctx.actor.userId });
    const memberships = standing?.memberships ?? [];
    const found = await this.#db.inSystemTx(system, (tx) =>
      findTenants(
        tx,
        memberships.map(({ tenantId }) => tenantId),
      ),
    );
    const byId = new Map(found.map((tenant) => [tenant.id, tenant]));
    return memberships.flatMap(({ tenantId, roles }) => {
      const tenant = byId.get(tenantId);
      return tenant ? [{ tenant, roles }] : [];
    });
  }
}
