import { setTimeout as pause } from 'node:timers/promises';
import { Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { ChunksDiffer, chunksOf, planEncode } from '@edumaster/encoder';
import { Jobs } from '@edumaster/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { encoderMark } from '../domain/encoder-mark.ts';
import type { EncodeStep } from '../domain/encode-steps.ts';
import { encodeChunkJob } from '../encode-chunk-job.ts';
import {
  type ChunkSet,
  chunksOfStep,
  claimChunk,
  countDone,
  insertChunks,
} from '../store/chunk-store.ts';
import { ChunkJoiner } from './chunk-joiner.ts';
import { ChunkMaker } from './chunk-maker.ts';
import type { EncodeWork, Source } from './encode-work.ts';
import { leaseSeconds } from './run-keeper.ts';

/**
 * Makes the sizes of one step of a long video in chunks, each of which any worker may take. This run
 * takes them too, so that it ends with a single worker; when none is left it waits for those of
 * others, takes over what a killed one held, and joins them.
 */
@Injectable()
export class ChunkedEncode {
  readonly chunkSeconds: number;
  readonly #db: Db;
  readonly #jobs: Jobs;
  readonly #maker: ChunkMaker;
  readonly #joiner: ChunkJoiner;
  readonly #log: Log;

  constructor(
    db: Db,
    jobs: Jobs,
    maker: ChunkMaker,
    joiner: ChunkJoiner,
    log: Log,
    @Inject(mediaSettingsToken) settings: Pick<MediaSettings, 'EDUMASTER_ENCODE_CHUNK_SECONDS'>,
  ) {
    this.#db = db;
    this.#jobs = jobs;
    this.#maker = maker;
    this.#joiner = joiner;
    this.#log = log;
    this.chunkSeconds = settings.EDUMASTER_ENCODE_CHUNK_SECONDS;
  }

  async run(work: EncodeWork, source: Source, step: EncodeStep): Promise<void> {
    const { assetId, edition, runId } = work.run;
    const set = { assetId, edition, step: step.renditions.at(-1)?.name ?? '' };
    const encoder = await encoderMark(work.encoder);
    try {
      await this.#make(work, source, { set, step, encoder });
    } catch (error) {
      if (!(error instanceof ChunksDiffer)) throw error;
      // Two builds of one version, of which each would have made it whole: this run alone, then.
      this.#log.warn({ err: error, ...set }, 'the chunks of a video were not alike');
      await this.#make(work, source, { set, step, encoder: `${encoder} ${runId}` });
    }
  }

  async #make(work: EncodeWork, source: Source, part: Part): Promise<void> {
    await this.#begin(work, source, part);
    await this.#takePart(work, source, part);
    work.report('joining', part.step.to);
    await this.#joiner.run(work, source, part);
  }

  async #begin({ ctx }: EncodeWork, source: Source, { set, step, encoder }: Part): Promise<void> {
    const { renditions } = step;
    const chunks = chunksOf(planEncode({ ...source, outputFolder: '/' }), this.chunkSeconds);
    await this.#db.inTx(ctx, async (tx) => {
      await insertChunks(tx, set, { chunks, renditions, encoder });
      for (const number of chunks.keys()) {
        const { assetId: mediaId, ...place } = set;
        const key = `${encodeChunkJob.name}:${mediaId}:${place.edition}:${place.step}:${number}`;
        await this.#jobs.enqueue(tx, encodeChunkJob, { mediaId, ...place, number }, { key });
      }
    });
  }

  async #takePart(work: EncodeWork, source: Source, part: Part): Promise<void> {
    const { set, step, encoder: mark } = part;
    const { ctx, run, encoder, signal } = work;
    for (;;) {
      signal.throwIfAborted();
      const { chunk, done, all } = await this.#db.inTx(ctx, async (tx) => ({
        chunk: await claimChunk(tx, set, { encoder: mark, runId: run.runId, leaseSeconds }),
        done: await countDone(tx, set),
        all: (await chunksOfStep(tx, set)).length,
      }));
      work.report('encoding', step.from + ((step.to - step.from) * done) / all);
      if (done === all) return;
      if (chunk) await this.#maker.run({ ctx, chunk, encoder, source, signal });
      else await pause(1_000, undefined, { signal });
    }
  }
}

interface Part {
  readonly set: ChunkSet;
  readonly step: EncodeStep;
  /** Who makes all of its chunks. */
  readonly encoder: string;
}
