import { Db } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ExportFiles } from '../store/export-files.ts';
import { expireExports, giveUpExports } from '../store/privacy-store.ts';

const batchSize = 100;

/** Longer than any queue of jobs lasts, and than all attempts take together. */
const waitingMilliseconds = 24 * 3600 * 1_000;

/**
 * Deletes files when their time is over, and gives up those that could not be made: the one that a
 * person waits for keeps them from asking for another.
 */
@Injectable()
export class SweepExports implements CronHandler {
  readonly name = 'identity.sweep-exports';
  readonly schedule = '41 * * * *';
  readonly #db: Db;
  readonly #files: ExportFiles;

  constructor(db: Db, files: ExportFiles) {
    this.#db = db;
    this.#files = files;
  }

  async run(signal: AbortSignal): Promise<void> {
    const ctx = systemCtx('files with personal data are deleted when their time is over');
    const before = new Date(ctx.now.getTime() - waitingMilliseconds);
    await this.#db.inSystemTx(ctx, (tx) => giveUpExports(tx, before));
    for (;;) {
      signal.throwIfAborted();
      // The files first, in the transaction that says so: a crash in between does it again.
      const expired = await this.#db.inSystemTx(ctx, async (tx) => {
        const ids = await expireExports(tx, batchSize);
        for (const id of ids) await this.#files.delete(id);
        return ids.length;
      });
      if (expired < batchSize) return;
    }
  }
}
