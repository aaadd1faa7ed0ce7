import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { judgeJob } from '../judge-job.ts';
import { JudgeFile } from '../use-cases/judge-file.ts';

@Injectable()
export class JudgeWorker implements JobHandler<{ mediaId: string }> {
  readonly job = judgeJob;
  readonly #judge: JudgeFile;

  constructor(judge: JudgeFile) {
    this.#judge = judge;
  }

  async run(ctx: Ctx, { mediaId }: { mediaId: string }): Promise<void> {
    await this.#judge.run(ctx, mediaId);
  }
}
