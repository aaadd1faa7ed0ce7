import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { forgetFiles } from '../private-files/forget-files.ts';
import { deletePrivateAssets } from '../store/judged-asset.ts';

interface Discarded {
  readonly ownerId: string;
  readonly mediaIds: readonly string[];
}

/** Deletes papers and profile pictures for good. */
@Injectable()
export class DiscardFiles {
  readonly #db: Db;
  readonly #stores: FileStores;

  constructor(db: Db, stores: FileStores) {
    this.#db = db;
    this.#stores = stores;
  }

  async run(ctx: Ctx, { ownerId, mediaIds }: Discarded): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      const deleted = await deletePrivateAssets(tx, { ownerId, mediaIds });
      // Within the transaction: were the files deleted behind it, a crash in between would leave
      // them for good, with no row that knows of them.
      for (const mediaId of deleted) await forgetFiles(this.#stores, mediaId);
    });
  }
}
