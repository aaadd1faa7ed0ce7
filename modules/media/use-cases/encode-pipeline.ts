import { join } from 'node:path';
import { type Ctx, Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Encoder, type EncodedFile, type MediaFacts, planEncode } from '@edumaster/encoder';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { type EncodeStep, encodeSteps } from '../domain/encode-steps.ts';
import { deliveryKey } from '../domain/file-keys.ts';
import { videoPlayable, videoTranscoded } from '../events.ts';
import { type Asset, qualitiesOf, renditionsOf } from '../store/asset-store.ts';
import {
  type EncodeRun,
  keepFacts,
  keepRenditions,
  markPlayable,
  markPoster,
  markReady,
} from '../store/encode-run.ts';
import { PlaylistWriter } from './playlist-writer.ts';

export interface EncodeWork {
  readonly ctx: Ctx;
  readonly run: EncodeRun;
  readonly asset: Asset;
  readonly encoder: Encoder;
  /** Percent of the whole. */
  readonly report: (percent: number) => void;
  readonly signal: AbortSignal;
}

interface Source {
  /** A path of this machine. */
  readonly input: string;
  readonly facts: MediaFacts;
}

/**
 * From an uploaded file to a video that is ready. Each step is left out when an earlier run has
 * done it; what such a run left half done is done again and replaced.
 */
@Injectable()
export class EncodePipeline {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #outbox: Outbox;
  readonly #playlists: PlaylistWriter;
  readonly #log: Log;

  constructor(db: Db, stores: FileStores, outbox: Outbox, playlists: PlaylistWriter, log: Log) {
    this.#db = db;
    this.#stores = stores;
    this.#outbox = outbox;
    this.#playlists = playlists;
    this.#log = log;
  }

  /** @throws VideoRefused, EncoderFailed, ClaimLost, FilesError */
  async run(work: EncodeWork): Promise<void> {
    await this.#stores.ingest.withLocalFile(work.asset.sourceKey, async (input) => {
      const facts = await this.#facts(work, input);
      const source = { input, facts };
      const { renditions: ladder } = planEncode({ input, facts, outputFolder: '/' }).video;
      for (const step of encodeSteps(ladder)) {
        await this.#step(work, source, step);
        // Small, and looked at as soon as the video is there.
        if (step.withAudio) await this.#poster(work, source);
      }
      await this.#finish(work, facts);
    });
  }

  async #facts({ ctx, run, asset, encoder, signal }: EncodeWork, input: string) {
    if (asset.facts) return asset.facts;
    const facts = await encoder.probe(input, signal);
    // Refuses what has no picture, before anything is kept of it.
    planEncode({ input, facts, outputFolder: '/' });
    await this.#db.inTx(ctx, (tx) => keepFacts(tx, run, facts));
    return facts;
  }

  async #step(work: EncodeWork, source: Source, step: EncodeStep): Promise<void> {
    const { ctx, run } = work;
    const known = await this.#db.inTx(ctx, (tx) => renditionsOf(tx, run.assetId));
    const isDone = step.renditions.every(({ name }) =>
      known.some(({ quality }) => quality === name),
    );
    if (!isDone) await this.#encode(work, source, step);
    await this.#playlists.rewriteMaster(ctx, run.assetId);
    work.report(step.to);
    if (step.withAudio) await this.#announcePlayable(work, source.facts);
  }

  async #encode(work: EncodeWork, { input, facts }: Source, step: EncodeStep): Promise<void> {
    const { ctx, run, encoder, signal } = work;
    const share = step.to - step.from;
    await this.#stores.delivery.withScratchFolder(async (outputFolder) => {
      const plan = planEncode({ input, outputFolder, facts, renditions: step.renditions });
      const tracks = await encoder.encode(step.withAudio ? plan : { ...plan, audio: [] }, {
        onProgress: (fraction) => work.report(step.from + share * fraction),
        signal,
      });
      const kept = tracks.map((track) => {
        const quality = qualityOf(track);
        return { track, quality, key: deliveryKey(run.assetId, `${quality}.mp4`) };
      });
      // The claim is looked at again right before files are replaced that another run may serve.
      await this.#db.inTx(ctx, (tx) => keepRenditions(tx, run, []));
      for (const { track, key } of kept) {
        await this.#stores.delivery.takeOver(key, join(outputFolder, track.file));
      }
      await this.#playlists.writeTracks(run.assetId, kept);
      await this.#db.inTx(ctx, (tx) => keepRenditions(tx, run, kept));
    });
  }

  async #announcePlayable({ ctx, run, asset }: EncodeWork, facts: MediaFacts): Promise<void> {
    if (asset.status !== 'processing') return;
    const { durationSeconds } = facts;
    await this.#db.inTx(ctx, async (tx) => {
      await markPlayable(tx, run);
      const playable = { mediaId: run.assetId, durationSeconds };
      await this.#outbox.emit(tx, eventOf(videoPlayable, playable));
    });
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

  async #finish({ ctx, run }: EncodeWork, { durationSeconds }: MediaFacts): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      await markReady(tx, run);
      const renditions = await qualitiesOf(tx, run.assetId);
      const transcoded = { mediaId: run.assetId, durationSeconds, renditions };
      await this.#outbox.emit(tx, eventOf(videoTranscoded, transcoded));
    });
  }
}

function qualityOf(track: EncodedFile): string {
  return track.kind === 'audio' ? 'audio' : track.name;
}
