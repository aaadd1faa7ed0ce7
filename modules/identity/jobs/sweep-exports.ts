import { Db } from '@edumaster/database';
import { Files } from '@edumaster/files';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { exportKey } from '../domain/personal-export.ts';
import { expireExports } from '../store/privacy-store.ts';

const batchSize = 100;

/** Deletes the files that nobody fetched in time. */
@Injectable()
export class SweepExports implements CronHandler {
  readonly name = 'identity.sweep-exports';
  readonly schedule = '41 * * * *';
  readonly #db: Db;
  readonly #files: Files;

  constructor(db: Db, files: Files) {
    this.#db = db;
    this.#files = files;
  }

  async run(signal: AbortSignal): Promise<void> {
    const ctx = systemCtx('files with personal data are deleted when their time is over');
    for (;;) {
      signal.throwIfAborted();
      // The files first, in the transaction that says so: a crash in between does it again.
      const expired = await this.#db.inSystemTx(ctx, async (tx) => {
        const ids = await expireExports(tx, batchSize);
        for (const id of ids) await this.#files.delete(exportKey(id));
        return ids.length;
      });
      if (expired < batchSize) return;
    }
  }
}
