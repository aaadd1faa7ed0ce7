import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type Passkey, passkeysOf } from '../store/passkeys.ts';

/** A person's passkeys, oldest first; there are few. */
@Injectable()
export class ListPasskeys {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, personId: Id<'user'>): Promise<readonly Passkey[]> {
    return this.#db.inSystemTx(ctx, (tx) => passkeysOf(tx, personId));
  }
}
