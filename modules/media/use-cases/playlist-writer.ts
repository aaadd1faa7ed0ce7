import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import type { EncodedFile } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { deliveryKey } from '../domain/file-keys.ts';
import { dashManifest } from '../domain/dash-manifest.ts';
import {
  iFramePlaylist,
  iFramePlaylistNameOf,
  masterPlaylist,
  mediaPlaylist,
  playlistNameOf,
} from '../domain/hls-playlists.ts';
import { renditionsOf } from '../store/asset-store.ts';

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
  async writeTracks(assetId: string, stored: readonly StoredTrack[]): Promise<void> {
    for (const { track, quality } of stored) {
      const delivered = { ...track, file: fileOf(quality) };
      await this.#write(assetId, playlistNameOf(delivered), mediaPlaylist(delivered));
      if (delivered.kind === 'audio') continue;
      await this.#write(assetId, iFramePlaylistNameOf(delivered), iFramePlaylist(delivered));
    }
  }

  /**
   * The playlist and the manifest of all sizes that there are by now, and one playlist of each size alone with the sound, for
   * those who choose the size themselves.
   */
  async rewriteMaster(ctx: Ctx, assetId: string): Promise<void> {
    const rows = await this.#db.inTx(ctx, (tx) => renditionsOf(tx, assetId));
    const tracks = rows.map(({ track, quality }) => ({ ...track, file: fileOf(quality), quality }));
    const audio = tracks.find((track) => track.kind === 'audio') ?? null;
    const videos = tracks.filter((track) => track.kind === 'video');
    for (const video of videos) {
      const alone = masterPlaylist({ videos: [video], audio });
      await this.#write(assetId, `master-${video.quality}.m3u8`, alone);
    }
    await this.#write(assetId, 'manifest.mpd', dashManifest({ videos, audio }));
    await this.#write(assetId, 'master.m3u8', masterPlaylist({ videos, audio }));
  }

  async #write(assetId: string, name: string, playlist: string): Promise<void> {
    await this.#files.write(deliveryKey(assetId, name), Buffer.from(playlist));
  }
}

function fileOf(quality: string): string {
  return `${quality}.mp4`;
}
