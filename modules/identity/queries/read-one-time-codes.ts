import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { countUnusedRecoveryCodes, findCodeSecret } from '../store/one-time-codes.ts';

export interface CodesOverview {
  /** Null where no codes are asked for. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
}

/** What a person may know of their one-time codes: not the secret, and not the codes. */
@Injectable()
export class ReadOneTimeCodes {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, personId: Id<'user'>): Promise<CodesOverview> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const secret = await findCodeSecret(tx, personId);
      const since = secret?.confirmedAt ?? null;
      if (!since) return { since, recoveryCodesLeft: 0 };
      return { since, recoveryCodesLeft: await countUnusedRecoveryCodes(tx, personId) };
    });
  }
}
