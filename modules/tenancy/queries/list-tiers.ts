import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { Allowance } from '../domain/allowance.ts';
import { administerTenants } from '../policy.ts';
import { allTiers } from '../store/tiers.ts';

/** What a tenant may be given, for those who run the installation. */
@Injectable()
export class ListTiers {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: Ctx): Promise<readonly Allowance[]> {
    authorize(ctx, administerTenants, undefined);
    return this.#db.inSystemTx(systemCtx('the tiers of tenants are shown', ctx), allTiers);
  }
}
