import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { captionFile, captionPlaylist, captionPlaylistName } from '../domain/caption-playlists.ts';
import { deliveryKey } from '../domain/file-keys.ts';
import { printCaptions } from '../domain/print-captions.ts';
import { cuesOf, findCaption, type TrackName } from '../store/caption-store.ts';
import { findVideo, lockPlaylists } from '../store/video-store.ts';
import { PlaylistWriter } from './playlist-writer.ts';

/** Brings the files that players fetch into line with a track; repeated, it changes nothing. */
@Injectable()
export class PublishCaptions {
  readonly #db: Db;
  readonly #files: Files;
  readonly #playlists: PlaylistWriter;

  constructor(db: Db, stores: FileStores, playlists: PlaylistWriter) {
    this.#db = db;
    this.#files = stores.delivery;
    this.#playlists = playlists;
  }

  /** Files are written within the transaction: two changes of a track take turns, the latest last. */
  run(ctx: Ctx, track: { readonly mediaId: string; readonly language: string }): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      const name = { assetId: track.mediaId, language: track.language };
      await lockPlaylists(tx, name.assetId);
      const caption = await findCaption(tx, name);
      if (caption && caption.status !== 'draft') await this.#write(tx, name, caption.id);
      else await this.#withdraw(name);
      await this.#playlists.rewriteMasterIn(tx, name.assetId);
    });
  }

  async #write(tx: Tx, { assetId, language }: TrackName, captionId: string): Promise<void> {
    const cues = await cuesOf(tx, captionId);
    const video = await findVideo(tx, assetId);
    const spoken = (cues.at(-1)?.endMs ?? 0) / 1000;
    const duration = Math.max(video?.durationSeconds ?? 0, spoken);
    await this.#put(assetId, captionFile(language), printCaptions(cues, 'vtt'));
    await this.#put(assetId, captionPlaylistName(language), captionPlaylist(language, duration));
  }

  async #withdraw({ assetId, language }: TrackName): Promise<void> {
    await this.#files.delete(deliveryKey(assetId, captionFile(language)));
    await this.#files.delete(deliveryKey(assetId, captionPlaylistName(language)));
  }

  async #put(assetId: string, name: string, content: string): Promise<void> {
    await this.#files.write(deliveryKey(assetId, name), Buffer.from(content));
  }
}
