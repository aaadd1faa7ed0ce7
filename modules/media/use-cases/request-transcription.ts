import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { Db, type Tx, violatesUnique } from '@edumaster/database';
import { Jobs } from '@edumaster/jobs';
import { Speech } from '@edumaster/speech';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { editCaptions } from '../policy.ts';
import { findCaption } from '../store/caption-store.ts';
import {
  insertTranscription,
  latestTranscription,
  resumeTranscription,
  soundOf,
  type Transcription,
} from '../store/transcription-store.ts';
import { transcribeJob } from '../transcribe-job.ts';
import { actingUser } from './acting-user.ts';
import { openVideo, requireLanguage } from './caption-access.ts';

interface Wish {
  readonly mediaId: string;
  /** What is spoken; otherwise the provider finds out. */
  readonly language?: string | undefined;
}

/** Has a video listened to; captions follow when it is done. */
@Injectable()
export class RequestTranscription {
  readonly #db: Db;
  readonly #jobs: Jobs;
  readonly #speech: Speech | undefined;

  /** @param speech undefined in an installation that has no provider */
  constructor(db: Db, jobs: Jobs, @Optional() @Inject(Speech) speech: Speech | undefined) {
    this.#db = db;
    this.#jobs = jobs;
    this.#speech = speech;
  }

  /**
   * @throws AppError `media_not_found`, `no_speech_provider`, `no_sound`, `captions_exist`,
   *   `transcription_running`, `validation_failed` for the language
   */
  async run(ctx: Ctx, { mediaId, language }: Wish): Promise<Transcription> {
    const requestedBy = actingUser(ctx);
    const spoken = language === undefined ? null : requireLanguage(language);
    try {
      return await this.#db.inTx(ctx, async (tx) => {
        const { id: assetId } = await openVideo(tx, mediaId, editCaptions);
        if (!this.#speech) throw new AppError('no_speech_provider');
        if (!(await soundOf(tx, assetId))) throw new AppError('no_sound');
        const isTaken = spoken && (await findCaption(tx, { assetId, language: spoken }));
        if (isTaken) throw new AppError('captions_exist');
        const wanted = { id: newId(), assetId, language: spoken, requestedBy };
        const transcription =
          (await this.#resumed(tx, assetId, spoken)) ?? (await insertTranscription(tx, wanted));
        await this.#jobs.enqueue(tx, transcribeJob, { transcriptionId: transcription.id });
        return transcription;
      });
    } catch (error) {
      const isRunning = violatesUnique(error, 'transcriptions_one_at_a_time');
      throw isRunning ? new AppError('transcription_running') : error;
    }
  }

  /** What was heard before a failure is not paid for again. */
  async #resumed(tx: Tx, assetId: string, language: string | null) {
    const latest = await latestTranscription(tx, assetId);
    const isSame = latest?.status === 'failed' && latest.language === language;
    return isSame ? resumeTranscription(tx, latest.id) : undefined;
  }
}
