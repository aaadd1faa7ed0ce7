import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Speech } from '@edumaster/speech';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { readCaptions } from '../policy.ts';
import { latestTranscription, soundOf, type Transcription } from '../store/transcription-store.ts';
import { openVideo } from '../use-cases/caption-access.ts';

export interface TranscriptionState {
  /** Who would listen; null in an installation that has no provider. */
  readonly provider: { readonly label: string; readonly isSandbox: boolean } | null;
  readonly hasSound: boolean;
  readonly latest: Transcription | undefined;
}

@Injectable()
export class ReadTranscription {
  readonly #db: Db;
  readonly #speech: Speech | undefined;

  constructor(db: Db, @Optional() @Inject(Speech) speech: Speech | undefined) {
    this.#db = db;
    this.#speech = speech;
  }

  /** @throws AppError `media_not_found`, also for somebody else's */
  run(ctx: Ctx, mediaId: string): Promise<TranscriptionState> {
    return this.#db.inTx(ctx, async (tx) => {
      const { id } = await openVideo(tx, mediaId, readCaptions);
      const speech = this.#speech;
      return {
        provider: speech ? { label: speech.label, isSandbox: speech.isSandbox } : null,
        hasSound: (await soundOf(tx, id)) !== undefined,
        latest: await latestTranscription(tx, id),
      };
    });
  }
}
