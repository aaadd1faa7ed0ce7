import { Db } from '@edumaster/database';
import { FileStores } from '@edumaster/files';
import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { forgetFiles } from '../private-files/forget-files.ts';
import { deletePrivateAssets } from '../store/judged-asset.ts';
import { assets, uploads } from '../store/tables.ts';

const nameless = 'erased';

/**
 * The owner was erased: their papers and pictures go, and the names of files, which people put names
 * into. The videos of courses stay as long as the courses do.
 */
@Injectable()
export class ForgetOwner {
  readonly #db: Db;
  readonly #stores: FileStores;

  constructor(db: Db, stores: FileStores) {
    this.#db = db;
    this.#stores = stores;
  }

  run(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      const owned = await tx.sql
        .select({ id: assets.id })
        .from(assets)
        .where(eq(assets.ownerId, userId));
      const mediaIds = owned.map(({ id }) => id);
      const deleted = await deletePrivateAssets(tx, { ownerId: userId, mediaIds });
      // Within the transaction, as in DiscardFiles.
      for (const mediaId of deleted) await forgetFiles(this.#stores, mediaId);
      await tx.sql.update(uploads).set({ filename: nameless }).where(eq(uploads.ownerId, userId));
      await tx.sql.update(assets).set({ filename: nameless }).where(eq(assets.ownerId, userId));
    });
  }
}
