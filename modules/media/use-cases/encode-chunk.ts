import { type Ctx, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Encoder } from '@edumaster/encoder';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { findAsset } from '../store/asset-store.ts';
import { type ChunkSet, claimChunk, hasFreeChunk } from '../store/chunk-store.ts';
import { encoderMark } from '../domain/encoder-mark.ts';
import { ChunkMaker } from './chunk-maker.ts';
import { SourceCopies } from './source-copies.ts';
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
  readonly #sources: SourceCopies;
  readonly #maker: ChunkMaker;
  readonly #encoder: Encoder | undefined;

  /** @param encoder undefined on a machine that has none */
  constructor(
    db: Db,
    sources: SourceCopies,
    maker: ChunkMaker,
    @Optional() @Inject(Encoder) encoder: Encoder | undefined,
  ) {
    this.#db = db;
    this.#sources = sources;
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
    const encodedBy = await encoderMark(encoder);
    // Not held before the file is here, which may come from far away.
    if (!(await this.#isThereWork(ctx, set, encodedBy))) return;
    await this.#sources.withLocalFile(asset.sourceKey, async (input) => {
      // One after the other while there are any.
      for (;;) {
        const chunk = await this.#claim(ctx, set, encodedBy);
        if (!chunk) return;
        await this.#maker.run({ ctx, chunk, encoder, source: { input, facts }, signal });
      }
    });
  }

  #isThereWork(ctx: Ctx, set: ChunkSet, encoder: string): Promise<boolean> {
    return this.#db.inTx(ctx, (tx) => hasFreeChunk(tx, set, { encoder, leaseSeconds }));
  }

  #claim(ctx: Ctx, set: ChunkSet, encoder: string) {
    return this.#db.inTx(ctx, async (tx) => {
      const asset = await findAsset(tx, set.assetId);
      if (asset?.encodingEdition !== set.edition) return undefined;
      return claimChunk(tx, set, { encoder, runId: newId(), leaseSeconds });
    });
  }
}
