import { join } from 'node:path';
import { Db } from '@edumaster/database';
import { joinChunks, planEncode } from '@edumaster/encoder';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import type { EncodeStep } from '../domain/encode-steps.ts';
import { chunkKey } from '../domain/file-keys.ts';
import {
  type ChunkSet,
  chunksOfStep,
  deleteChunks,
  type EncodeChunkRow,
} from '../store/chunk-store.ts';
import type { EncodeWork, MadeTrack, Source } from './encode-work.ts';
import { RenditionKeeper } from './rendition-keeper.ts';

interface MadeChunks {
  readonly set: ChunkSet;
  readonly step: EncodeStep;
}

/** Makes whole sizes of the chunks of one step, and forgets the chunks. */
@Injectable()
export class ChunkJoiner {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #renditions: RenditionKeeper;

  constructor(db: Db, stores: FileStores, renditions: RenditionKeeper) {
    this.#db = db;
    this.#stores = stores;
    this.#renditions = renditions;
  }

  /** @throws ChunksDiffer, EncoderFailed, ClaimLost */
  async run(work: EncodeWork, source: Source, { set, step }: MadeChunks): Promise<void> {
    const rows = await this.#db.inTx(work.ctx, (tx) => chunksOfStep(tx, set));
    for (const rendition of step.renditions) {
      // One size after the other: the room of one whole size is enough.
      await this.#stores.delivery.withScratchFolder(async (outputFolder) => {
        const plan = planEncode({ ...source, outputFolder });
        const track = await this.#withChunks(rows, rendition.name, (files) =>
          joinChunks({ plan, rendition, chunks: rows, files }),
        );
        const made: MadeTrack = { track, path: join(outputFolder, track.file) };
        await this.#renditions.keep(work, [made]);
      });
    }
    await this.#db.inTx(work.ctx, (tx) => deleteChunks(tx, set));
    for (const row of rows) {
      for (const { name } of step.renditions) await this.#stores.ingest.delete(chunkKey(row, name));
    }
  }

  /** Lends the files of all chunks at once. */
  async #withChunks<Result>(
    [row, ...rest]: readonly EncodeChunkRow[],
    quality: string,
    use: (files: readonly string[]) => Promise<Result>,
    lent: readonly string[] = [],
  ): Promise<Result> {
    if (!row) return use(lent);
    const next = (path: string) => this.#withChunks(rest, quality, use, [...lent, path]);
    const key = chunkKey(row, quality);
    // A chunk behind the last picture has left no file.
    if (!(await this.#stores.ingest.stat(key))) return next('');
    return this.#stores.ingest.withLocalFile(key, next);
  }
}
