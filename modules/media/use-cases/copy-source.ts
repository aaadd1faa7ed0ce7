import { join } from 'node:path';
import { Log } from '@edumaster/kernel';
import { EncoderFailed, judgeCopy, planCopy } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import type { EncodeWork, Source } from './encode-work.ts';
import { RenditionKeeper } from './rendition-keeper.ts';

/**
 * Offers the source's own pictures as the largest size, where browsers can play them: the video can
 * then be watched as soon as the disk has copied it.
 */
@Injectable()
export class CopySource {
  readonly #files: Files;
  readonly #renditions: RenditionKeeper;
  readonly #log: Log;

  constructor(stores: FileStores, renditions: RenditionKeeper, log: Log) {
    this.#files = stores.delivery;
    this.#renditions = renditions;
    this.#log = log;
  }

  /** Does nothing, and says why in the log, when they are not fit to be offered. */
  async run(work: EncodeWork, { input, facts }: Source): Promise<void> {
    const { run, asset, encoder, signal, report } = work;
    const sourceBytes = asset.size;
    if (!planCopy({ input, outputFolder: '/', facts, sourceBytes })) return;
    report('copying');
    await this.#files.withScratchFolder(async (outputFolder) => {
      const plan = planCopy({ input, outputFolder, facts, sourceBytes });
      if (!plan) return;
      try {
        const tracks = await encoder.copy(plan, { signal });
        const refusal = judgeCopy(plan, facts, tracks);
        if (refusal === undefined) {
          const made = tracks.map((track) => ({ track, path: join(outputFolder, track.file) }));
          return await this.#renditions.keep(work, made);
        }
        this.#log.info({ mediaId: run.assetId, refusal }, 'the source of a video is not copied');
      } catch (error) {
        // What cannot be copied can still be encoded.
        if (!(error instanceof EncoderFailed) || signal.aborted) throw error;
        this.#log.warn({ err: error, mediaId: run.assetId }, 'a video could not be copied');
      }
    });
  }
}
