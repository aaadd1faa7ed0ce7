import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ForeignIdentity, foreignIdentitiesOf } from '../store/foreign-identities.ts';

/** The accounts elsewhere by which a person signs in, oldest first; there are few. */
@Injectable()
export class ListForeignIdentities {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, personId: Id<'user'>): Promise<readonly ForeignIdentity[]> {
    return this.#db.inSystemTx(ctx, (tx) => foreignIdentitiesOf(tx, personId));
  }
}
