import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';

/** Nobody repeats a request after a month; what it made stays. */
@Injectable()
export class ForgetKeys implements CronHandler {
  readonly name = 'commerce.forget-keys';
  readonly schedule = '47 2 * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(_signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('Names of requests that are a month old are forgotten in every tenant');
    await this.#db.inSystemTxAt(home, ctx, (tx) =>
      tx.rows({
        text: `delete from commerce.idempotency_keys where created_at < $1`,
        values: [new Date(ctx.now.getTime() - 30 * 86_400_000)],
      }),
    );
  }
}
