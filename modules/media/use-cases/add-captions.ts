import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { Db, type Tx, violatesUnique } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import {
  type CaptionOrigin,
  type CaptionStatus,
  maxTracks,
  ownNameOf,
} from '../domain/caption-track.ts';
import type { Cue } from '../domain/cue.ts';
import { editCaptions } from '../policy.ts';
import {
  type Caption,
  captionsOf,
  cuesOf,
  findCaption,
  insertCaption,
} from '../store/caption-store.ts';
import { actingUser } from './acting-user.ts';
import { openVideo, requireLanguage } from './caption-access.ts';
import { CaptionWriter } from './caption-writer.ts';
import { readCaptionFile } from './read-caption-file.ts';

export interface NewTrack {
  readonly mediaId: string;
  readonly language: string;
  readonly label?: string | undefined;
  /** WebVTT or SRT. */
  readonly content?: string | undefined;
  /** Language of the track whose cues a translation begins with. */
  readonly copyOf?: string | undefined;
}

interface Beginning {
  readonly origin: CaptionOrigin;
  readonly status: CaptionStatus;
  readonly cues: readonly Cue[];
  readonly copiedFrom: string | null;
}

/**
 * Adds a track: from a file, which learners see at once; as a copy to translate, or empty, which
 * they see when it is published.
 */
@Injectable()
export class AddCaptions {
  readonly #db: Db;
  readonly #writer: CaptionWriter;

  constructor(db: Db, writer: CaptionWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /**
   * @throws AppError `media_not_found`, `validation_failed` (language, content), `captions_not_found`
   *   for the track to copy, `captions_exist`, `too_many_captions`
   */
  async run(ctx: Ctx, track: NewTrack): Promise<Caption> {
    const userId = actingUser(ctx);
    const language = requireLanguage(track.language);
    const label = track.label ?? ownNameOf(language);
    const cues = track.content === undefined ? undefined : readCaptionFile(track.content);
    try {
      return await this.#db.inTx(ctx, async (tx) => {
        const { id: assetId } = await openVideo(tx, track.mediaId, editCaptions);
        await requireRoom(tx, { assetId, language });
        const begun = cues ? uploaded(cues) : await this.#begin(tx, assetId, track.copyOf);
        const { origin, status, copiedFrom } = begun;
        const named = { id: newId(), assetId, language, label, origin, copiedFrom };
        const caption = await insertCaption(tx, { ...named, status, updatedBy: userId });
        return this.#writer.write(tx, caption, { cues: begun.cues, status, by: userId });
      });
    } catch (error) {
      throw violatesUnique(error, 'captions_once') ? new AppError('captions_exist') : error;
    }
  }

  async #begin(tx: Tx, assetId: string, copyOf: string | undefined): Promise<Beginning> {
    if (copyOf === undefined) {
      return { origin: 'written', status: 'draft', cues: [], copiedFrom: null };
    }
    const language = requireLanguage(copyOf);
    const original = await findCaption(tx, { assetId, language });
    if (!original) throw new AppError('captions_not_found');
    const cues = await cuesOf(tx, original.id);
    return { origin: 'translated', status: 'draft', cues, copiedFrom: language };
  }
}

function uploaded(cues: readonly Cue[]): Beginning {
  return { origin: 'uploaded', status: 'published', cues, copiedFrom: null };
}

async function requireRoom(
  tx: Tx,
  { assetId, language }: { assetId: string; language: string },
): Promise<void> {
  const tracks = await captionsOf(tx, assetId);
  if (tracks.some((track) => track.language === language)) throw new AppError('captions_exist');
  if (tracks.length >= maxTracks) throw new AppError('too_many_captions');
}
