import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Db } from '@edumaster/database';
import { chunksOf, joinChunks, planEncode } from '@edumaster/encoder';
import { FileStores } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import type { EncodeStep } from '../domain/encode-steps.ts';
import { chunkKey } from '../domain/file-keys.ts';
import { encodeChunkJob } from '../encode-chunk-job.ts';
import {
  type ChunkSet,
  chunksOfStep,
  claimChunk,
  countDone,
  deleteChunks,
  type EncodeChunkRow,
  insertChunks,
} from '../store/chunk-store.ts';
import { ChunkMaker } from './chunk-maker.ts';
import type { EncodeWork, MadeTrack, Source } from './encode-work.ts';
import { RenditionKeeper } from './rendition-keeper.ts';
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
  readonly #stores: FileStores;
  readonly #jobs: Jobs;
  readonly #maker: ChunkMaker;
  readonly #renditions: RenditionKeeper;

  constructor(
    db: Db,
    stores: FileStores,
    jobs: Jobs,
    maker: ChunkMaker,
    renditions: RenditionKeeper,
    @Inject(mediaSettingsToken) settings: Pick<MediaSettings, 'EDUMASTER_ENCODE_CHUNK_SECONDS'>,
  ) {
    this.#db = db;
    this.#stores = stores;
    this.#jobs = jobs;
    this.#maker = maker;
    this.#renditions = renditions;
    this.chunkSeconds = settings.EDUMASTER_ENCODE_CHUNK_SECONDS;
  }

  async run(work: EncodeWork, source: Source, step: EncodeStep): Promise<void> {
    const { assetId, edition } = work.run;
    const set = { assetId, edition, step: step.renditions.at(-1)?.name ?? '' };
    await this.#begin(work, source, { set, step });
    await this.#takePart(work, source, { set, step });
    work.report('joining', step.to);
    await this.#join(work, source, { set, step });
  }

  async #begin({ ctx }: EncodeWork, source: Source, { set, step }: Part): Promise<void> {
    const { renditions } = step;
    const chunks = chunksOf(planEncode({ ...source, outputFolder: '/' }), this.chunkSeconds);
    await this.#db.inTx(ctx, async (tx) => {
      await insertChunks(tx, set, { chunks, renditions });
      for (const number of chunks.keys()) {
        const { assetId: mediaId, ...place } = set;
        const key = `${encodeChunkJob.name}:${mediaId}:${place.edition}:${place.step}:${number}`;
        await this.#jobs.enqueue(tx, encodeChunkJob, { mediaId, ...place, number }, { key });
      }
    });
  }

  async #takePart(work: EncodeWork, source: Source, { set, step }: Part): Promise<void> {
    const { ctx, run, encoder, signal } = work;
    for (;;) {
      signal.throwIfAborted();
      const { chunk, done, all } = await this.#db.inTx(ctx, async (tx) => ({
        chunk: await claimChunk(tx, set, { runId: run.runId, leaseSeconds }),
        done: await countDone(tx, set),
        all: (await chunksOfStep(tx, set)).length,
      }));
      work.report('encoding', step.from + ((step.to - step.from) * done) / all);
      if (done === all) return;
      if (chunk) await this.#maker.run({ ctx, chunk, encoder, source, signal });
      else await pause(1_000, undefined, { signal });
    }
  }

  async #join(work: EncodeWork, source: Source, { set, step }: Part): Promise<void> {
    const rows = await this.#db.inTx(work.ctx, (tx) => chunksOfStep(tx, set));
    for (const rendition of step.renditions) {
      // One size after the other: the room of one whole size is enough.
      await this.#stores.delivery.withScratchFolder(async (outputFolder) => {
        const plan = planEncode({ ...source, outputFolder });
        const track = await this.#withChunks(rows, rendition.name, (files) =>
          joinChunks({ plan, rendition, chunks: rows, files }),
        );
        const made: MadeTrack = { track, path: join(outputFolder, track.file) };
        await this.#renditions.keep(work, [made]);
      });
    }
    await this.#db.inTx(work.ctx, (tx) => deleteChunks(tx, set));
    for (const row of rows) {
      for (const { name } of step.renditions) await this.#stores.ingest.delete(chunkKey(row, name));
    }
  }

  /** Lends the files of all chunks at once. */
  async #withChunks<Result>(
    [row, ...rest]: readonly EncodeChunkRow[],
    quality: string,
    use: (files: readonly string[]) => Promise<Result>,
    lent: readonly string[] = [],
  ): Promise<Result> {
    if (!row) return use(lent);
    const next = (path: string) => this.#withChunks(rest, quality, use, [...lent, path]);
    const key = chunkKey(row, quality);
    // A chunk behind the last picture has left no file.
    if (!(await this.#stores.ingest.stat(key))) return next('');
    return this.#stores.ingest.withLocalFile(key, next);
  }
}

interface Part {
  readonly set: ChunkSet;
  readonly step: EncodeStep;
}
