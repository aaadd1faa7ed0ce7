import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { editCaptions } from '../policy.ts';
import type { Caption } from '../store/caption-store.ts';
import { actingUser } from './acting-user.ts';
import { type NamedTrack, openForChange } from './caption-access.ts';
import { CaptionWriter } from './caption-writer.ts';
import { readCaptionFile } from './read-caption-file.ts';

export interface ReplacedTrack extends NamedTrack {
  readonly version: number;
  /** WebVTT or SRT. */
  readonly content: string;
}

/** Puts a file in the place of all cues of a track; learners see it at once. */
@Injectable()
export class ReplaceCaptions {
  readonly #db: Db;
  readonly #writer: CaptionWriter;

  constructor(db: Db, writer: CaptionWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /** @throws AppError as `SaveCaptions`, with the lines of the file that cannot be understood */
  async run(ctx: Ctx, { content, ...track }: ReplacedTrack): Promise<Caption> {
    const by = actingUser(ctx);
    const cues = readCaptionFile(content);
    return this.#db.inTx(ctx, async (tx) => {
      const caption = await openForChange(tx, track, editCaptions);
      return this.#writer.write(tx, caption, { cues, status: 'published', by });
    });
  }
}
