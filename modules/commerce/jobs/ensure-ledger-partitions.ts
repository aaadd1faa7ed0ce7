import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';

/** Makes the next months' partitions of the ledger in time. */
@Injectable()
export class EnsureLedgerPartitions implements CronHandler {
  readonly name = 'commerce.ensure-ledger-partitions';
  readonly schedule = '27 3 * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(_signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('The ledgers of all tenants get their next partitions');
    await this.#db.inSystemTxAt(home, ctx, (tx) =>
      tx.rows({ text: 'select commerce.ensure_ledger_partitions()' }),
    );
  }
}
