import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { EncodeVideo } from '../use-cases/encode-video.ts';
import { encodeJob } from '../encode-job.ts';

@Injectable()
export class EncodeWorker implements JobHandler<{ mediaId: string }> {
  readonly job = encodeJob;
  readonly #encode: EncodeVideo;

  constructor(encode: EncodeVideo) {
    this.#encode = encode;
  }

  run(ctx: Ctx, payload: { mediaId: string }, signal: AbortSignal): Promise<void> {
    return this.#encode.run(ctx, payload, signal);
  }
}
