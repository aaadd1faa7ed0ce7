import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';

/** Makes the next months' partitions of the progress log in time. */
@Injectable()
export class EnsureProgressPartitions implements CronHandler {
  readonly name = 'learning.ensure-progress-partitions';
  readonly schedule = '17 3 * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(_signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('The progress log of all tenants gets its next partitions');
    await this.#db.inSystemTxAt(home, ctx, (tx) =>
      tx.rows({ text: 'select learning.ensure_progress_partitions()' }),
    );
  }
}
