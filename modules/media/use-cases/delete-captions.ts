import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { editCaptions } from '../policy.ts';
import { type NamedTrack, openForChange } from './caption-access.ts';
import { CaptionWriter } from './caption-writer.ts';

@Injectable()
export class DeleteCaptions {
  readonly #db: Db;
  readonly #writer: CaptionWriter;

  constructor(db: Db, writer: CaptionWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /** @throws AppError `media_not_found`, `captions_not_found` */
  run(ctx: Ctx, track: NamedTrack): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      const caption = await openForChange(tx, { ...track, version: undefined }, editCaptions);
      await this.#writer.remove(tx, caption);
    });
  }
}
