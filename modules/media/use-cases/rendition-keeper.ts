import { Db } from '@edumaster/database';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { deliveryKey, nameInEdition } from '../domain/file-keys.ts';
import { keepRenditions } from '../store/encode-run.ts';
import type { EncodeWork, MadeTrack } from './encode-work.ts';
import { PlaylistWriter } from './playlist-writer.ts';

/** Brings finished files to where they are delivered, and writes them down. */
@Injectable()
export class RenditionKeeper {
  readonly #db: Db;
  readonly #files: Files;
  readonly #playlists: PlaylistWriter;

  constructor(db: Db, stores: FileStores, playlists: PlaylistWriter) {
    this.#db = db;
    this.#files = stores.delivery;
    this.#playlists = playlists;
  }

  /** The files are gone from their paths afterwards. @throws ClaimLost */
  async keep({ ctx, run }: Pick<EncodeWork, 'ctx' | 'run'>, made: readonly MadeTrack[]) {
    const kept = made.map(({ track, path }) => {
      const name = nameInEdition(`${track.name}.mp4`, run.edition);
      return { track, path, quality: track.name, key: deliveryKey(run.assetId, name) };
    });
    // The claim is looked at again right before files are replaced that another run may serve.
    await this.#db.inTx(ctx, (tx) => keepRenditions(tx, run, []));
    for (const { key, path } of kept) await this.#files.takeOver(key, path);
    await this.#playlists.writeTracks(run, kept);
    await this.#db.inTx(ctx, (tx) => keepRenditions(tx, run, kept));
    await this.#playlists.rewriteMaster(ctx, run.assetId);
  }
}
