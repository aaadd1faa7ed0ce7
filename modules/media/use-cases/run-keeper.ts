import type { Ctx, Log } from '@edumaster/kernel';
import type { Db } from '@edumaster/database';
import type { EncodeStage } from '../domain/encode-stage.ts';
import { ClaimLost, type EncodeRun, reportProgress } from '../store/encode-run.ts';

/** How long a run may be silent before another one takes over. */
export const leaseSeconds = 20;

const reportMilliseconds = 1_000;

/** Without news of progress, a sign of life is enough. */
const aliveMilliseconds = 5_000;

interface RunKeeperOptions {
  readonly db: Db;
  readonly ctx: Ctx;
  readonly run: EncodeRun;
  readonly log: Log;
}

/** Writes down how far a run is, about once a second, and that it is alive. */
export class RunKeeper {
  readonly #options: RunKeeperOptions;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #progress = 0;
  #stage: EncodeStage = 'queued';
  #written: { progress: number; stage: EncodeStage; at: number } = {
    progress: -1,
    stage: 'queued',
    at: 0,
  };
  #writing: Promise<void> | undefined;

  constructor(options: RunKeeperOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tick(), reportMilliseconds);
  }

  /** Aborted when another run has taken over. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** @param percent of the whole job; one that falls is left out */
  report(stage: EncodeStage, percent = 0): void {
    this.#stage = stage;
    this.#progress = Math.max(this.#progress, Math.min(99, Math.floor(percent)));
  }

  /** No write is under way any more when this resolves. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #tick(): void {
    const isNews = this.#progress > this.#written.progress || this.#stage !== this.#written.stage;
    const isDue = Date.now() - this.#written.at >= aliveMilliseconds;
    if (this.#writing || !(isNews || isDue)) return;
    this.#writing = this.#write(this.#progress, this.#stage).finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(progress: number, stage: EncodeStage): Promise<void> {
    const { db, ctx, run, log } = this.#options;
    try {
      await db.inTx(ctx, (tx) => reportProgress(tx, run, { progress, stage }));
      this.#written = { progress, stage, at: Date.now() };
    } catch (error) {
      // A database that is away for a moment costs nothing but this report.
      if (error instanceof ClaimLost) this.#lost.abort(error);
      else log.warn({ err: error, ...run }, 'the progress of an encode could not be written');
    }
  }
}
