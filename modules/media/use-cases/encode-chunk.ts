import { type Ctx, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Encoder } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { findAsset } from '../store/asset-store.ts';
import { type ChunkSet, claimChunk } from '../store/chunk-store.ts';
import { ChunkMaker } from './chunk-maker.ts';
import { leaseSeconds } from './run-keeper.ts';

export interface ChunkTask {
  readonly mediaId: string;
  readonly edition: number;
  readonly step: string;
  readonly number: number;
}

/** Helps the run that encodes a long video, as long as there is something to help with. */
@Injectable()
export class EncodeChunk {
  readonly #db: Db;
  readonly #files: Files;
  readonly #maker: ChunkMaker;
  readonly #encoder: Encoder | undefined;

  /** @param encoder undefined on a machine that has none */
  constructor(
    db: Db,
    stores: FileStores,
    maker: ChunkMaker,
    @Optional() @Inject(Encoder) encoder: Encoder | undefined,
  ) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#maker = maker;
    this.#encoder = encoder;
  }

  async run(ctx: Ctx, { mediaId, ...task }: ChunkTask, signal: AbortSignal): Promise<void> {
    const encoder = this.#encoder;
    if (!encoder) return;
    const set = { assetId: mediaId, edition: task.edition, step: task.step };
    const asset = await this.#db.inTx(ctx, (tx) => findAsset(tx, mediaId));
    const facts = asset?.facts;
    if (!asset || !facts) return;
    let chunk = await this.#claim(ctx, { ...set, number: task.number });
    if (!chunk) return;
    await this.#files.withLocalFile(asset.sourceKey, async (input) => {
      // One after the other while there are any: the file may have come from far away.
      for (; chunk; chunk = await this.#claim(ctx, set)) {
        await this.#maker.run({ ctx, chunk, encoder, source: { input, facts }, signal });
      }
    });
  }

  #claim(ctx: Ctx, set: ChunkSet & { readonly number?: number }) {
    return this.#db.inTx(ctx, async (tx) => {
      const asset = await findAsset(tx, set.assetId);
      if (asset?.encodingEdition !== set.edition) return undefined;
      return claimChunk(tx, set, { runId: newId(), leaseSeconds });
    });
  }
}
