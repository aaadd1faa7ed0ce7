import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import { FileStores } from '@edumaster/files';
import type { CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { abandonedUploads } from '../store/abandoned-uploads.ts';
import { AbortUpload } from '../use-cases/abort-upload.ts';

/** Later than any upload lives: what the file store still has from before belongs to nobody. */
const forgottenMilliseconds = 8 * 24 * 60 * 60_000;

/** Gives up uploads that nobody went on with, and clears what crashes left in the stores. */
@Injectable()
export class SweepUploads implements CronHandler {
  readonly name = 'media.sweep-uploads';
  readonly schedule = '23 * * * *';
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #abort: AbortUpload;

  constructor(db: Db, stores: FileStores, abort: AbortUpload) {
    this.#db = db;
    this.#stores = stores;
    this.#abort = abort;
  }

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('Abandoned uploads are found in every tenant of a home');
    const { correlationId, now } = ctx;
    const actor = { kind: 'system', reason: `cron ${this.name}` } as const;
    const abandoned = await this.#db.inSystemTxAt(home, ctx, (tx) => abandonedUploads(tx, 1_000));
    for (const { tenantId, uploadId } of abandoned) {
      signal.throwIfAborted();
      await this.#abort.giveUp({ tenantId, actor, correlationId, locale: 'en', now }, uploadId);
    }
    // The stores are those of all homes.
    if (home !== 'platform') return;
    const before = new Date(now.getTime() - forgottenMilliseconds);
    for (const store of this.#stores.all) await store.sweep(before);
  }
}
