import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { type Cue, cueText, inOrder } from '../domain/cue.ts';
import { editCaptions } from '../policy.ts';
import type { Caption } from '../store/caption-store.ts';
import { actingUser } from './acting-user.ts';
import { type NamedTrack, openForChange } from './caption-access.ts';
import { CaptionWriter } from './caption-writer.ts';

export interface SavedCues extends NamedTrack {
  /** That was read and edited. */
  readonly version: number;
  readonly cues: readonly Cue[];
  readonly status: 'draft' | 'published';
}

/** Replaces all cues of a track by what a person made of them. */
@Injectable()
export class SaveCaptions {
  readonly #db: Db;
  readonly #writer: CaptionWriter;

  constructor(db: Db, writer: CaptionWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /**
   * @throws AppError `media_not_found`, `captions_not_found`, `captions_changed` when somebody saved
   *   since, `validation_failed` naming the cue
   */
  async run(ctx: Ctx, { cues: given, status, ...track }: SavedCues): Promise<Caption> {
    const by = actingUser(ctx);
    const cues = inOrder(given.map((cue) => ({ ...cue, text: cueText(cue.text) })));
    requireSound(given);
    return this.#db.inTx(ctx, async (tx) => {
      const caption = await openForChange(tx, track, editCaptions);
      return this.#writer.write(tx, caption, { cues, status, by });
    });
  }
}

function requireSound(cues: readonly Cue[]): void {
  const errors = cues.flatMap(({ startMs, endMs, text }, index) => [
    ...(endMs > startMs ? [] : [{ path: `cues.${index}.endMs`, message: 'must be after startMs' }]),
    ...(cueText(text) ? [] : [{ path: `cues.${index}.text`, message: 'must not be empty' }]),
  ]);
  if (errors.length > 0) throw new AppError('validation_failed', { errors: errors.slice(0, 100) });
}
