import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { encodeChunkJob } from '../encode-chunk-job.ts';
import { type ChunkTask, EncodeChunk } from '../use-cases/encode-chunk.ts';

@Injectable()
export class ChunkWorker implements JobHandler<ChunkTask> {
  readonly job = encodeChunkJob;
  readonly #encode: EncodeChunk;

  constructor(encode: EncodeChunk) {
    this.#encode = encode;
  }

  run(ctx: Ctx, payload: ChunkTask, signal: AbortSignal): Promise<void> {
    return this.#encode.run(ctx, payload, signal);
  }
}
