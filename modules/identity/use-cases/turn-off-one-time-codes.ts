import { Db } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { deleteCodes } from '../store/one-time-codes.ts';

/** From now on the password alone is enough. */
@Injectable()
export class TurnOffOneTimeCodes {
  readonly #db: Db;
  readonly #changes: SecurityChanges;

  constructor(db: Db, changes: SecurityChanges) {
    this.#db = db;
    this.#changes = changes;
  }

  run(ctx: SystemCtx, by: Changer): Promise<void> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await deleteCodes(tx, by.personId))) return;
      await this.#changes.record(tx, { change: 'codes-turned-off', ...by });
    });
  }
}
