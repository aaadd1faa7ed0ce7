import { systemCtx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import { Jobs, type CronHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { stalledEncodes } from '../store/stalled-encodes.ts';
import { encodeJob, encodeJobKey } from '../encode-job.ts';

/** An encode at work gives a sign of life every few seconds; one that waits its turn may not. */
const silentHours = 6;

/**
 * Puts encodes aside anew whose job is gone, for example because a machine died with it too often.
 * One that only waits is replaced by itself, so that asking in vain does no harm.
 */
@Injectable()
export class ReviveEncodes implements CronHandler {
  readonly name = 'media.revive-encodes';
  readonly schedule = '41 * * * *';
  readonly #db: Db;
  readonly #jobs: Jobs;

  constructor(db: Db, jobs: Jobs) {
    this.#db = db;
    this.#jobs = jobs;
  }

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('Encodes that stand still are found in every tenant of a home');
    const { correlationId, now } = ctx;
    const actor = { kind: 'system', reason: `cron ${this.name}` } as const;
    const stalled = await this.#db.inSystemTxAt(home, ctx, (tx) => stalledEncodes(tx, silentHours));
    for (const { tenantId, mediaId } of stalled) {
      signal.throwIfAborted();
      await this.#db.inTx({ tenantId, actor, correlationId, locale: 'en', now }, (tx) =>
        this.#jobs.enqueue(tx, encodeJob, { mediaId }, { key: encodeJobKey(mediaId) }),
      );
    }
  }
}
