import { Db } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { EndImpersonations } from '../use-cases/end-impersonations.ts';

/**
 * Writes down the end of support that ended by itself. It had no effect any more: each request looks
 * at the time.
 */
@Injectable()
export class EndSupportSessions implements CronHandler {
  readonly name = 'identity.end-support-sessions';
  readonly schedule = '* * * * *';
  readonly #db: Db;
  readonly #endImpersonations: EndImpersonations;

  constructor(db: Db, endImpersonations: EndImpersonations) {
    this.#db = db;
    this.#endImpersonations = endImpersonations;
  }

  async run(): Promise<void> {
    const ctx = systemCtx('support sessions that are over are written down');
    await this.#db.inSystemTx(ctx, (tx) => this.#endImpersonations.whatIsOver(tx));
  }
}
