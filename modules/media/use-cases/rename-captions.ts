import { AppError, type Ctx } from '@edumaster/kernel';
import { Db, violatesUnique } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { editCaptions } from '../policy.ts';
import type { Caption } from '../store/caption-store.ts';
import { actingUser } from './acting-user.ts';
import { type NamedTrack, openForChange, requireLanguage } from './caption-access.ts';
import { CaptionWriter } from './caption-writer.ts';

export interface RenamedTrack extends NamedTrack {
  readonly version: number;
  readonly newLabel?: string | undefined;
  /** When the track was said to be in another language than it is. */
  readonly newLanguage?: string | undefined;
}

@Injectable()
export class RenameCaptions {
  readonly #db: Db;
  readonly #writer: CaptionWriter;

  constructor(db: Db, writer: CaptionWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /**
   * @throws AppError `media_not_found`, `captions_not_found`, `captions_changed`,
   *   `validation_failed`, `captions_exist` when the other language has a track
   */
  async run(ctx: Ctx, { newLabel, newLanguage, ...track }: RenamedTrack): Promise<Caption> {
    const by = actingUser(ctx);
    const wanted = newLanguage === undefined ? undefined : requireLanguage(newLanguage);
    try {
      return await this.#db.inTx(ctx, async (tx) => {
        const caption = await openForChange(tx, track, editCaptions);
        const label = newLabel ?? caption.label;
        const language = wanted ?? caption.language;
        return this.#writer.rename(tx, caption, { label, language, by });
      });
    } catch (error) {
      throw violatesUnique(error, 'captions_once') ? new AppError('captions_exist') : error;
    }
  }
}
