import { join } from 'node:path';
import { Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { chunksOf, planEncode } from '@edumaster/encoder';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { encodeSteps } from '../domain/encode-steps.ts';
import { deliveryKey } from '../domain/file-keys.ts';
import { renditionsOf } from '../store/asset-store.ts';
import { keepFacts, markPoster } from '../store/encode-run.ts';
import { ChunkedEncode } from './chunked-encode.ts';
import { CopySource } from './copy-source.ts';
import { EncodeMilestones } from './encode-milestones.ts';
import { EncodeWhole } from './encode-whole.ts';
import type { EncodeWork, Source } from './encode-work.ts';
import { ScanVideo } from './scan-video.ts';
import { ScratchRoom } from './scratch-room.ts';
import { SourceCopies } from './source-copies.ts';
import { StoryboardMaker } from './storyboard-maker.ts';

/** The parts of the work, in the order of their turn. */
@Injectable()
export class EncodeParts {
  constructor(
    readonly scan: ScanVideo,
    readonly room: ScratchRoom,
    readonly copy: CopySource,
    readonly whole: EncodeWhole,
    readonly chunked: ChunkedEncode,
    readonly milestones: EncodeMilestones,
    readonly storyboards: StoryboardMaker,
  ) {}
}

/**
 * From an uploaded file to a video that is ready. Each step is left out when an earlier run has
 * done it; what such a run left half done is done again and replaced.
 */
@Injectable()
export class EncodePipeline {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #sources: SourceCopies;
  readonly #parts: EncodeParts;
  readonly #log: Log;

  constructor(db: Db, stores: FileStores, sources: SourceCopies, parts: EncodeParts, log: Log) {
    this.#db = db;
    this.#stores = stores;
    this.#sources = sources;
    this.#parts = parts;
    this.#log = log;
  }

  /**
   * @throws FileRefused, ScannerUnavailable, VideoRefused, EncoderFailed, ClaimLost, FilesError,
   *   NoScratchRoom
   */
  async run(work: EncodeWork): Promise<void> {
    await this.#sources.withLocalFile(work.asset.sourceKey, async (input) => {
      await this.#parts.scan.run(work, input);
      const source = { input, facts: await this.#facts(work, input) };
      await this.#parts.room.require(work, source);
      await this.#copy(work, source);
      await this.#encode(work, source);
      work.report('finishing', 99);
      await this.#poster(work, source);
      await this.#storyboard(work, source);
      await this.#parts.milestones.ready(work, source.facts);
    });
  }

  async #facts({ ctx, run, asset, encoder, signal, report }: EncodeWork, input: string) {
    if (asset.facts) return asset.facts;
    report('probing');
    const facts = await encoder.probe(input, signal);
    // Refuses what has no picture, before anything is kept of it.
    planEncode({ input, facts, outputFolder: '/' });
    await this.#db.inTx(ctx, (tx) => keepFacts(tx, run, facts));
    return facts;
  }

  /** Only at the very beginning: what an earlier run refused to offer is still not fit. */
  async #copy(work: EncodeWork, source: Source): Promise<void> {
    if ((await this.#made(work)).length > 0) return;
    await this.#parts.copy.run(work, source);
    await this.#playable(work, source);
  }

  async #encode(work: EncodeWork, source: Source): Promise<void> {
    const { video, audio, ...plan } = planEncode({ ...source, outputFolder: '/' });
    const isLong = chunksOf({ ...plan, video }, this.#parts.chunked.chunkSeconds).length > 2;
    const made = { names: await this.#made(work), sounds: audio.map(({ name }) => name), isLong };
    for (const step of encodeSteps(video.renditions, made)) {
      work.report('encoding', step.from);
      const way = isLong && step.renditions.length > 0 ? this.#parts.chunked : this.#parts.whole;
      await way.run(work, source, step);
      work.report('encoding', step.to);
      await this.#playable(work, source);
      await this.#storyboard(work, source);
    }
  }

  /** Once there are pictures, and the sound if there is to be any. */
  async #playable(work: EncodeWork, source: Source): Promise<void> {
    const { audio, video } = planEncode({ ...source, outputFolder: '/' });
    const names = await this.#made(work);
    const hasPictures = video.renditions.some(({ name }) => names.includes(name));
    const hasSound = audio.length === 0 || names.includes('audio');
    if (!hasPictures || !hasSound) return;
    if (!(await this.#parts.milestones.playable(work, source.facts))) return;
    // Small, and looked at as soon as the video is there.
    await this.#poster(work, source);
  }

  async #storyboard(work: EncodeWork, source: Source): Promise<void> {
    const smallest = planEncode({ ...source, outputFolder: '/' }).video.renditions.at(-1);
    if (smallest) await this.#parts.storyboards.run(work, smallest.name);
  }

  async #made({ ctx, run }: EncodeWork): Promise<string[]> {
    const known = await this.#db.inTx(ctx, (tx) => renditionsOf(tx, run));
    return known.map(({ quality }) => quality);
  }

  async #poster(work: EncodeWork, source: Source): Promise<void> {
    const { ctx, run, asset, signal } = work;
    if (asset.hasPoster) return;
    try {
      await this.#makePoster(work, source);
    } catch (error) {
      // A video without a poster is worth more than none.
      if (signal.aborted) throw error;
      this.#log.warn({ err: error, mediaId: run.assetId }, 'no poster could be made of a video');
      return;
    }
    await this.#db.inTx(ctx, (tx) => markPoster(tx, run));
  }

  async #makePoster({ run, encoder, signal }: EncodeWork, { input, facts }: Source): Promise<void> {
    await this.#stores.delivery.withScratchFolder(async (folder) => {
      const output = join(folder, 'poster.jpg');
      const atSeconds = Math.min(10, facts.durationSeconds / 5);
      await encoder.poster({ input, output, atSeconds, maxWidth: 1280, facts }, signal);
      await this.#stores.delivery.takeOver(deliveryKey(run.assetId, 'poster.jpg'), output);
    });
  }
}
