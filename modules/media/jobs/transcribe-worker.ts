import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { transcribeJob } from '../transcribe-job.ts';
import { TranscribeVideo } from '../use-cases/transcribe-video.ts';

@Injectable()
export class TranscribeWorker implements JobHandler<{ transcriptionId: string }> {
  readonly job = transcribeJob;
  readonly #transcribe: TranscribeVideo;

  constructor(transcribe: TranscribeVideo) {
    this.#transcribe = transcribe;
  }

  run(ctx: Ctx, payload: { transcriptionId: string }, signal: AbortSignal): Promise<void> {
    return this.#transcribe.run(ctx, payload, signal);
  }
}
