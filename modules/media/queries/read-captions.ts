import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { Cue } from '../domain/cue.ts';
import { readCaptions } from '../policy.ts';
import { type Caption, captionsOf, cuesOf } from '../store/caption-store.ts';
import { type NamedTrack, openCaption, openVideo } from '../use-cases/caption-access.ts';

/** Tracks with their drafts, for those who make or review them. */
@Injectable()
export class ReadCaptions {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `media_not_found`, also for somebody else's */
  list(ctx: Ctx, mediaId: string): Promise<readonly Caption[]> {
    return this.#db.inTx(ctx, async (tx) => {
      const { id } = await openVideo(tx, mediaId, readCaptions);
      return captionsOf(tx, id);
    });
  }

  /** @throws AppError `media_not_found`, `captions_not_found` */
  one(ctx: Ctx, track: NamedTrack): Promise<{ caption: Caption; cues: readonly Cue[] }> {
    return this.#db.inTx(ctx, async (tx) => {
      const caption = await openCaption(tx, track, readCaptions);
      return { caption, cues: await cuesOf(tx, caption.id) };
    });
  }
}
