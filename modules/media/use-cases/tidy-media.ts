import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { chunksPrefix, deliveryKey, editionOfName } from '../domain/file-keys.ts';
import { lockAsset } from '../store/asset-store.ts';

/**
 * Deletes what a finished encode has left: editions that were replaced, chunks, and the uploaded
 * file where it is not kept. Of a video that is being encoded, nothing: its end brings the next turn.
 */
@Injectable()
export class TidyMedia {
  readonly #db: Db;
  readonly #stores: FileStores;

  constructor(db: Db, stores: FileStores) {
    this.#db = db;
    this.#stores = stores;
  }

  async run(ctx: Ctx, { mediaId }: { mediaId: string }): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      // Held to the end, so that no encode begins in the midst of it.
      const asset = await lockAsset(tx, mediaId);
      if (!asset || asset.encodingEdition !== null) return;
      await this.#stores.ingest.deletePrefix(chunksPrefix(mediaId));
      await this.#deleteEditionsBefore(mediaId, asset.edition);
      if (asset.sourceDeletedAt) await this.#stores.ingest.delete(asset.sourceKey);
    });
  }

  async #deleteEditionsBefore(mediaId: string, edition: number): Promise<void> {
    const folder = deliveryKey(mediaId, '');
    for await (const { key } of this.#stores.delivery.list(folder)) {
      const itsEdition = editionOfName(key.slice(folder.length));
      if (itsEdition !== undefined && itsEdition < edition) await this.#stores.delivery.delete(key);
    }
  }
}
