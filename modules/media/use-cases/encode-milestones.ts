import { Db } from '@edumaster/database';
import type { MediaFacts } from '@edumaster/encoder';
import { eventOf, Outbox } from '@edumaster/events';
import { Jobs } from '@edumaster/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { videoPlayable, videoTranscoded } from '../events.ts';
import { qualitiesOf } from '../store/asset-store.ts';
import { markPlayable, markReady } from '../store/encode-run.ts';
import { tidyJob } from '../tidy-job.ts';
import type { EncodeWork } from './encode-work.ts';

/** Longer than any address lives at which somebody still watches the edition before. */
const graceMilliseconds = 60 * 60_000;

/** What the rest of the house hears of an encode, each of it once. */
@Injectable()
export class EncodeMilestones {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #jobs: Jobs;
  readonly #keepsSource: boolean;

  constructor(
    db: Db,
    outbox: Outbox,
    jobs: Jobs,
    @Inject(mediaSettingsToken) settings: Pick<MediaSettings, 'EDUMASTER_ORIGINALS'>,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#jobs = jobs;
    this.#keepsSource = settings.EDUMASTER_ORIGINALS === 'keep';
  }

  /** @returns whether it is news */
  async playable({ ctx, run }: EncodeWork, { durationSeconds }: MediaFacts): Promise<boolean> {
    return this.#db.inTx(ctx, async (tx) => {
      if (!(await markPlayable(tx, run))) return false;
      const playable = { mediaId: run.assetId, durationSeconds };
      await this.#outbox.emit(tx, eventOf(videoPlayable, playable));
      return true;
    });
  }

  async ready({ ctx, run }: EncodeWork, { durationSeconds }: MediaFacts): Promise<void> {
    const { assetId: mediaId } = run;
    await this.#db.inTx(ctx, async (tx) => {
      await markReady(tx, run, { keepsSource: this.#keepsSource });
      const renditions = await qualitiesOf(tx, run);
      const transcoded = { mediaId, durationSeconds, renditions };
      await this.#outbox.emit(tx, eventOf(videoTranscoded, transcoded));
      const runAt = new Date(Date.now() + graceMilliseconds);
      await this.#jobs.enqueue(tx, tidyJob, { mediaId }, { runAt });
    });
  }
}
