import { type Ctx, Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import type { EncodeStage } from '../domain/encode-stage.ts';
import { encodeJob, encodeJobKey } from '../encode-job.ts';
import { videoFailed } from '../events.ts';
import type { Asset } from '../store/asset-store.ts';
import {
  type EncodeFailure,
  type EncodeRun,
  markFailed,
  releaseAsset,
} from '../store/encode-run.ts';
import { tidyJob } from '../tidy-job.ts';

/** What one run holds. */
export interface ClaimedAsset {
  readonly ctx: Ctx;
  readonly run: EncodeRun;
  readonly asset: Asset;
}

interface Wait {
  readonly stage: Extract<EncodeStage, `waiting-for-${string}`>;
  readonly milliseconds: number;
  readonly reason: unknown;
}

/** How a run ends that did not make its video ready. */
@Injectable()
export class EncodeEnd {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #outbox: Outbox;
  readonly #jobs: Jobs;
  readonly #log: Log;

  constructor(db: Db, stores: FileStores, outbox: Outbox, jobs: Jobs, log: Log) {
    this.#db = db;
    this.#stores = stores;
    this.#outbox = outbox;
    this.#jobs = jobs;
    this.#log = log;
  }

  /** Another try may mend it. */
  async release({ ctx, run }: ClaimedAsset, countsAsAttempt: boolean): Promise<void> {
    await this.#db.inTx(ctx, (tx) => releaseAsset(tx, run, { countsAsAttempt }));
  }

  /** Nobody is at fault, and no attempt is used up: what is lacking comes by itself or by people. */
  async wait({ ctx, run }: ClaimedAsset, { stage, milliseconds, reason }: Wait): Promise<void> {
    const { assetId: mediaId } = run;
    this.#log.warn({ err: reason, mediaId, stage }, 'an encode waits');
    await this.#db.inTx(ctx, async (tx) => {
      await releaseAsset(tx, run, { countsAsAttempt: false, stage });
      const options = { key: encodeJobKey(mediaId), runAt: new Date(Date.now() + milliseconds) };
      await this.#jobs.enqueue(tx, encodeJob, { mediaId }, options);
    });
  }

  async fail({ ctx, run, asset }: ClaimedAsset, failure: EncodeFailure): Promise<void> {
    const { assetId: mediaId } = run;
    const { code, message, losesSource = false } = failure;
    await this.#db.inTx(ctx, async (tx) => {
      const isNews = await markFailed(tx, run, failure);
      // For when this process dies before the next line but one.
      if (losesSource) await this.#jobs.enqueue(tx, tidyJob, { mediaId });
      if (isNews) await this.#outbox.emit(tx, eventOf(videoFailed, { mediaId, code, message }));
    });
    if (losesSource) await this.#stores.ingest.delete(asset.sourceKey);
  }
}
