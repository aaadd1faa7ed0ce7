import type { Ctx, Log } from '@edumaster/kernel';
import type { Db } from '@edumaster/database';
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
  #written = { progress: -1, at: 0 };
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
  report(percent: number): void {
    this.#progress = Math.max(this.#progress, Math.min(99, Math.floor(percent)));
  }

  /** No write is under way any more when this resolves. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #tick(): void {
    const isNews = this.#progress > this.#written.progress;
    const isDue = Date.now() - this.#written.at >= aliveMilliseconds;
    if (this.#writing || !(isNews || isDue)) return;
    this.#writing = this.#write(this.#progress).finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(progress: number): Promise<void> {
    const { db, ctx, run, log } = this.#options;
    try {
      await db.inTx(ctx, (tx) => reportProgress(tx, run, progress));
      this.#written = { progress, at: Date.now() };
    } catch (error) {
      // A database that is away for a moment costs nothing but this report.
      if (error instanceof ClaimLost) this.#lost.abort(error);
      else log.warn({ err: error, ...run }, 'the progress of an encode could not be written');
    }
  }
}
