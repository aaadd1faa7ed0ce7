import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';

/** Sums up what was posted since the last time, so that a balance is a short sum. */
@Injectable()
export class FoldLedger implements CronHandler {
  readonly name = 'commerce.fold-ledger';
  readonly schedule = '*/5 * * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(_signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('The balances of all tenants of a home are summed up');
    await this.#db.inSystemTxAt(home, ctx, (tx) =>
      tx.rows({ text: 'select commerce.fold_ledger(false)' }),
    );
  }
}
