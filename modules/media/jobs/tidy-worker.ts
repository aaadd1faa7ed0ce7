import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { tidyJob } from '../tidy-job.ts';
import { TidyMedia } from '../use-cases/tidy-media.ts';

@Injectable()
export class TidyWorker implements JobHandler<{ mediaId: string }> {
  readonly job = tidyJob;
  readonly #tidy: TidyMedia;

  constructor(tidy: TidyMedia) {
    this.#tidy = tidy;
  }

  run(ctx: Ctx, payload: { mediaId: string }): Promise<void> {
    return this.#tidy.run(ctx, payload);
  }
}
