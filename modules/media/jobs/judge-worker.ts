import { type Ctx, Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type JobHandler, Jobs } from '@edumaster/jobs';
import { ScannerUnavailable } from '@edumaster/virus-scan';
import { Injectable } from '@nestjs/common';
import { judgeJob, judgeJobKey } from '../judge-job.ts';
import { JudgeFile } from '../use-cases/judge-file.ts';

/** How long a file waits for a scanner that is away, each time. */
const pauseMilliseconds = 30_000;

@Injectable()
export class JudgeWorker implements JobHandler<{ mediaId: string }> {
  readonly job = judgeJob;
  readonly #judge: JudgeFile;
  readonly #db: Db;
  readonly #jobs: Jobs;
  readonly #log: Log;

  constructor(judge: JudgeFile, db: Db, jobs: Jobs, log: Log) {
    this.#judge = judge;
    this.#db = db;
    this.#jobs = jobs;
    this.#log = log;
  }

  async run(ctx: Ctx, { mediaId }: { mediaId: string }): Promise<void> {
    try {
      await this.#judge.run(ctx, mediaId);
    } catch (error) {
      if (!(error instanceof ScannerUnavailable)) throw error;
      this.#log.warn({ err: error, mediaId }, 'a file waits for the virus scanner');
      await this.#wait(ctx, mediaId);
    }
  }

  /** No attempt is used up: the file waits as long as the outage takes. */
  async #wait(ctx: Ctx, mediaId: string): Promise<void> {
    const options = {
      key: judgeJobKey(mediaId),
      runAt: new Date(Date.now() + pauseMilliseconds),
    };
    await this.#db.inTx(ctx, (tx) => this.#jobs.enqueue(tx, judgeJob, { mediaId }, options));
  }
}
