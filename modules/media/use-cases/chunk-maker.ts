import { join } from 'node:path';
import { type Ctx, Log } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Encoder, planEncode } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { chunkKey } from '../domain/file-keys.ts';
import { type EncodeChunkRow, touchChunk } from '../store/chunk-store.ts';
import type { Source } from './encode-work.ts';

const aliveMilliseconds = 5_000;

export interface ChunkWork {
  readonly ctx: Ctx;
  readonly chunk: EncodeChunkRow;
  readonly encoder: Encoder;
  readonly source: Source;
  readonly signal: AbortSignal;
}

/** Another run took the chunk over, or joined the video without it. */
class ChunkLost extends Error {
  override readonly name = 'ChunkLost';
}

/** Encodes one chunk that is held, and puts its files where they wait to be joined. */
@Injectable()
export class ChunkMaker {
  readonly #db: Db;
  readonly #files: Files;
  readonly #log: Log;

  constructor(db: Db, stores: FileStores, log: Log) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#log = log;
  }

  /** @returns whether it is done; false when another run has taken it over */
  async run(work: ChunkWork): Promise<boolean> {
    const lost = new AbortController();
    const timer = setInterval(() => void this.#stayAlive(work, lost), aliveMilliseconds);
    try {
      await this.#encode({ ...work, signal: AbortSignal.any([work.signal, lost.signal]) });
      return await this.#db.inTx(work.ctx, (tx) => touchChunk(tx, work.chunk, { isDone: true }));
    } catch (error) {
      if (error instanceof ChunkLost) return false;
      await this.#letGo(work);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  async #encode({ chunk, encoder, source, signal }: ChunkWork): Promise<void> {
    const { renditions, firstFrame, frames } = chunk;
    await this.#files.withScratchFolder(async (outputFolder) => {
      const part = { firstFrame, frames };
      const plan = planEncode({ ...source, outputFolder, renditions, chunk: part });
      const tracks = await encoder.encode(plan, { signal });
      signal.throwIfAborted();
      for (const { file, name } of tracks) {
        await this.#files.takeOver(chunkKey(chunk, name), join(outputFolder, file));
      }
    });
  }

  async #stayAlive({ ctx, chunk }: ChunkWork, lost: AbortController): Promise<void> {
    try {
      const isHeld = await this.#db.inTx(ctx, (tx) => touchChunk(tx, chunk));
      if (!isHeld) lost.abort(new ChunkLost());
    } catch (error) {
      // A database that is away for a moment costs nothing but this sign of life.
      this.#log.warn({ err: error, mediaId: chunk.assetId }, 'a chunk gave no sign of life');
    }
  }

  async #letGo({ ctx, chunk }: ChunkWork): Promise<void> {
    await this.#db.inTx(ctx, (tx) => touchChunk(tx, chunk, { claimedBy: null }));
  }
}
