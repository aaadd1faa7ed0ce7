import { Db } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deleteExpiredRecords } from '../store/oidc-records.ts';
import { deleteEndedSessions } from '../store/web-sessions.ts';

const keptMilliseconds = 7 * 24 * 3600 * 1_000;

/** Removes what the issuer no longer needs, and sessions a week after their end. */
@Injectable()
export class SweepExpired implements CronHandler {
  readonly name = 'identity.sweep-expired';
  readonly schedule = '17 * * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(): Promise<void> {
    const ctx = systemCtx('expired sign-ins and sessions are removed');
    const before = new Date(ctx.now.getTime() - keptMilliseconds);
    await this.#db.inSystemTx(ctx, async (tx) => {
      await deleteExpiredRecords(tx);
      await deleteEndedSessions(tx, before);
    });
  }
}
