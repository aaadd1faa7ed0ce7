import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { editCaptions } from '../policy.ts';
import { endTranscription, latestTranscription } from '../store/transcription-store.ts';
import { openVideo } from './caption-access.ts';

@Injectable()
export class CancelTranscription {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `media_not_found`, `transcription_not_found` when none is under way */
  run(ctx: Ctx, { mediaId }: { readonly mediaId: string }): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      const { id } = await openVideo(tx, mediaId, editCaptions);
      const latest = await latestTranscription(tx, id);
      const isEnded = latest && (await endTranscription(tx, latest.id, { status: 'cancelled' }));
      if (!isEnded) throw new AppError('transcription_not_found');
    });
  }
}
