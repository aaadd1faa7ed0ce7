import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { deleteResourceAsset } from '../store/judged-asset.ts';
import { KeepResource } from './keep-resource.ts';

/** Deletes a file of courses for good. */
@Injectable()
export class DiscardResource {
  readonly #db: Db;
  readonly #resources: KeepResource;

  constructor(db: Db, resources: KeepResource) {
    this.#db = db;
    this.#resources = resources;
  }

  async run(ctx: Ctx, { mediaId }: { readonly mediaId: string }): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      // Within the transaction, as in DiscardFiles.
      if (await deleteResourceAsset(tx, mediaId)) await this.#resources.forget(mediaId);
    });
  }
}
