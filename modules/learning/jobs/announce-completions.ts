import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { unannouncedCompletions } from '../store/unannounced-completions.ts';
import { AnnounceCompletion } from '../use-cases/announce-completion.ts';

/**
 * Publishes completions whose process died between recording a heartbeat and publishing what
 * followed from it: the two are different transactions, as one batch of heartbeats spans tenants.
 */
@Injectable()
export class AnnounceCompletions implements CronHandler {
  readonly name = 'learning.announce-completions';
  readonly schedule = '* * * * *';
  readonly #db: Db;
  readonly #announce: AnnounceCompletion;

  constructor(db: Db, announce: AnnounceCompletion) {
    this.#db = db;
    this.#announce = announce;
  }

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx(
      'Completions that were not published are found in every tenant of a home',
    );
    const waiting = await this.#db.inSystemTxAt(home, ctx, (tx) => unannouncedCompletions(tx, 500));
    for (const { tenantId, ...lecture } of waiting) {
      signal.throwIfAborted();
      const { correlationId, now } = ctx;
      const actor = { kind: 'system', reason: `cron ${this.name}` } as const;
      await this.#announce.run({ tenantId, actor, correlationId, locale: 'en', now }, lecture);
    }
  }
}
