import { join } from 'node:path';
import { Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { planStoryboard, sheetFileName, sheetsOf } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { deliveryKey } from '../domain/file-keys.ts';
import { sheetFile, storyboardFile, storyboardTrack } from '../domain/storyboard-track.ts';
import { findAsset, renditionsOf } from '../store/asset-store.ts';
import { keepStoryboard } from '../store/encode-run.ts';
import type { EncodeWork } from './encode-work.ts';
import { PlaylistWriter } from './playlist-writer.ts';

/**
 * Makes the pictures for winding as soon as the smallest size is there, from its key frames: thirteen
 * times cheaper than to decode the source.
 */
@Injectable()
export class StoryboardMaker {
  readonly #db: Db;
  readonly #files: Files;
  readonly #playlists: PlaylistWriter;
  readonly #log: Log;

  constructor(db: Db, stores: FileStores, playlists: PlaylistWriter, log: Log) {
    this.#db = db;
    this.#files = stores.delivery;
    this.#playlists = playlists;
    this.#log = log;
  }

  /** @param smallest name of the size that they are made from; while it is not there, none are */
  async run(work: EncodeWork, smallest: string): Promise<void> {
    const { ctx, run, signal } = work;
    const { asset, rendition } = await this.#db.inTx(ctx, async (tx) => ({
      asset: await findAsset(tx, run.assetId),
      rendition: (await renditionsOf(tx, run)).find(({ quality }) => quality === smallest),
    }));
    if (!rendition || rendition.track.kind !== 'video' || asset?.storyboard) return;
    try {
      await this.#make(work, { ...rendition, track: rendition.track });
    } catch (error) {
      // A video without them is worth more than none.
      if (signal.aborted) throw error;
      this.#log.warn({ err: error, mediaId: run.assetId }, 'a video got no pictures for winding');
    }
  }

  async #make({ ctx, run, encoder, signal }: EncodeWork, { fileKey, track }: Made): Promise<void> {
    const storyboard = await this.#files.withLocalFile(fileKey, (input) =>
      this.#files.withScratchFolder(async (outputFolder) => {
        const plan = planStoryboard({ input, outputFolder, track });
        await encoder.storyboard(plan, signal);
        for (let number = 1; number <= sheetsOf(plan.storyboard); number += 1) {
          const key = deliveryKey(run.assetId, sheetFile(number));
          await this.#files.takeOver(key, join(outputFolder, sheetFileName(number)));
        }
        return plan.storyboard;
      }),
    );
    const vtt = Buffer.from(storyboardTrack(storyboard, track.durationSeconds));
    await this.#files.write(deliveryKey(run.assetId, storyboardFile), vtt);
    await this.#db.inTx(ctx, (tx) => keepStoryboard(tx, run, storyboard));
    await this.#playlists.rewriteMaster(ctx, run.assetId);
  }
}

interface Made {
  readonly fileKey: string;
  readonly track: Parameters<typeof planStoryboard>[0]['track'];
}
