import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { resourceDiscarded } from '../events.ts';
import { discardLooseFile, looseFilesOfAll } from '../store/loose-file-store.ts';

/** Of one night; more wait for the next. */
const mostFiles = 5_000;

/** Has files deleted that no course shows any more. */
@Injectable()
export class DiscardLooseFiles implements CronHandler {
  readonly name = 'catalog.discard-loose-files';
  readonly schedule = '37 3 * * *';
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('Files that no course shows are found in every tenant of a home');
    const { correlationId, now } = ctx;
    const actor = { kind: 'system', reason: `cron ${this.name}` } as const;
    const loose = await this.#db.inSystemTxAt(home, ctx, (tx) => looseFilesOfAll(tx, mostFiles));
    for (const { tenantId, mediaId } of loose) {
      signal.throwIfAborted();
      await this.#db.inTx({ tenantId, actor, correlationId, locale: 'en', now }, async (tx) => {
        if (!(await discardLooseFile(tx, mediaId))) return;
        await this.#outbox.emit(tx, eventOf(resourceDiscarded, { mediaId }));
      });
    }
  }
}
