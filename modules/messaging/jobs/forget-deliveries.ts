import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deleteDeliveries } from '../store/delivery-store.ts';

/** Long enough to answer "I never got that mail". */
const keptMilliseconds = 90 * 24 * 3_600_000;

/** Rows of a transaction, so that none takes longer than a statement may. */
const batchSize = 5_000;

/** Removes what was sent a season ago. */
@Injectable()
export class ForgetDeliveries implements CronHandler {
  readonly name = 'messaging.forget-deliveries';
  readonly schedule = '41 3 * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('deliveries of long ago are removed');
    const before = new Date(ctx.now.getTime() - keptMilliseconds);
    let removed = batchSize;
    while (removed === batchSize) {
      signal.throwIfAborted();
      removed = await this.#db.inSystemTxAt(home, ctx, (tx) =>
        deleteDeliveries(tx, { before, limit: batchSize }),
      );
    }
  }
}
