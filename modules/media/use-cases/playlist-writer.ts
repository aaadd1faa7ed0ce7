import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import type { EncodedFile } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { deliveryKey, nameInEdition } from '../domain/file-keys.ts';
import { dashManifest } from '../domain/dash-manifest.ts';
import {
  iFramePlaylist,
  iFramePlaylistNameOf,
  masterPlaylist,
  mediaPlaylist,
  playlistNameOf,
} from '../domain/hls-playlists.ts';
import { type Edition, editionsOf, findAsset, renditionsOf } from '../store/asset-store.ts';
import { shownCaptionsOf } from '../store/caption-store.ts';
import { lockPlaylists } from '../store/video-store.ts';

interface StoredTrack {
  readonly quality: string;
  readonly track: EncodedFile;
}

/** Writes the playlists of a video beside its files; a reader sees the old one or the new one. */
@Injectable()
export class PlaylistWriter {
  readonly #db: Db;
  readonly #files: Files;

  constructor(db: Db, stores: FileStores) {
    this.#db = db;
    this.#files = stores.delivery;
  }

  /** One playlist a file, and one of the key frames of each size. */
  async writeTracks(of: Edition, stored: readonly StoredTrack[]): Promise<void> {
    for (const { track, quality } of stored) {
      const delivered = { ...track, file: fileOf(quality, of) };
      await this.#write(of, playlistNameOf(delivered), mediaPlaylist(delivered));
      if (delivered.kind === 'audio') continue;
      await this.#write(of, iFramePlaylistNameOf(delivered), iFramePlaylist(delivered));
    }
  }

  /**
   * The playlist and the manifest of all sizes and captions that there are by now, and one playlist
   * of each size alone with the sound, for those who choose the size themselves.
   */
  rewriteMaster(ctx: Ctx, assetId: string): Promise<void> {
    return this.#db.inTx(ctx, (tx) => this.rewriteMasterIn(tx, assetId));
  }

  /**
   * The same within a transaction. Sizes and captions come at any time, from any process: the writers
   * take turns, so that the last playlist knows of all. Of a video without a size it writes none.
   */
  async rewriteMasterIn(tx: Tx, assetId: string): Promise<void> {
    await lockPlaylists(tx, assetId);
    // Also of the one that is being made: captions come meanwhile.
    for (const edition of await editionsOf(tx, assetId)) {
      await this.#rewriteMasterOf(tx, { assetId, edition });
    }
  }

  async #rewriteMasterOf(tx: Tx, of: Edition): Promise<void> {
    const rows = await renditionsOf(tx, of);
    const captions = await shownCaptionsOf(tx, of.assetId);
    const tracks = rows.map(({ track, quality }) => ({
      ...track,
      file: fileOf(quality, of),
      quality,
    }));
    const [audio = null, ...otherSounds] = tracks.filter((track) => track.kind === 'audio');
    const videos = tracks.filter((track) => track.kind === 'video');
    if (videos.length === 0) return;
    const named = (name: string) => nameInEdition(name, of.edition);
    for (const video of videos) {
      const alone = masterPlaylist({ videos: [video], audio, otherSounds, captions });
      await this.#write(of, named(`master-${video.quality}.m3u8`), alone);
    }
    const storyboard = (await findAsset(tx, of.assetId))?.storyboard ?? null;
    const whole = { videos, audio, otherSounds, captions };
    await this.#write(of, named('manifest.mpd'), dashManifest({ ...whole, storyboard }));
    await this.#write(of, named('master.m3u8'), masterPlaylist(whole));
  }

  async #write({ assetId }: Edition, name: string, playlist: string): Promise<void> {
    await this.#files.write(deliveryKey(assetId, name), Buffer.from(playlist));
  }
}

function fileOf(quality: string, { edition }: Edition): string {
  return nameInEdition(`${quality}.mp4`, edition);
}
