import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { foundParts, hasAllWords, spokenQuery } from '../domain/spoken-words.ts';
import type { CaptionHit, CaptionPlace, CaptionTrack, Transcript } from '../index.ts';
import { type Caption, cuesOf, shownCaptionsOf } from '../store/caption-store.ts';
import { searchCues } from '../store/caption-words.ts';

interface Search {
  readonly mediaIds: readonly string[];
  /** As it was typed. */
  readonly q: string;
  readonly after?: CaptionPlace | undefined;
  readonly limit: number;
}

/** What is said in videos, for those whom another module lets watch them. */
@Injectable()
export class Transcripts {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** In the language asked for, else in the one of that is nearest, else in any. */
  read(
    ctx: Ctx,
    { mediaId, language }: { readonly mediaId: string; readonly language?: string | undefined },
  ): Promise<Transcript | undefined> {
    return this.#db.inTx(ctx, async (tx) => {
      const tracks = await shownCaptionsOf(tx, mediaId);
      const chosen = nearest(tracks, language);
      if (!chosen) return undefined;
      const cues = await cuesOf(tx, chosen.id);
      return { tracks: tracks.map(toTrack), language: chosen.language, cues };
    });
  }

  async search(ctx: Ctx, { mediaIds, q, after, limit }: Search): Promise<readonly CaptionHit[]> {
    const query = spokenQuery(q);
    if (query === undefined || mediaIds.length === 0) return [];
    const search = { assetIds: mediaIds, query, after, limit };
    const found = await this.#db.inTx(ctx, (tx) => searchCues(tx, search));
    return found.map((cue) => {
      const { assetId, language, startMs, text, nextText } = cue;
      const { place, captionId, position } = cue;
      // The cue that follows is shown when the sentence that was looked for goes on in it.
      const said = hasAllWords(text, q) ? text : `${text} ${nextText}`;
      return {
        mediaId: assetId as CaptionHit['mediaId'],
        language,
        startMs,
        parts: foundParts(said, q),
        place: { place, startMs, captionId, position },
      };
    });
  }
}

/** The tracks that learners see. */
export async function tracksOf(tx: Tx, mediaId: string): Promise<readonly CaptionTrack[]> {
  return (await shownCaptionsOf(tx, mediaId)).map(toTrack);
}

function toTrack({ language, label, status }: Caption): CaptionTrack {
  return { language, label, isAutomatic: status === 'unreviewed' };
}

function nearest(tracks: readonly Caption[], language: string | undefined): Caption | undefined {
  const wanted = language?.toLowerCase() ?? '';
  const base = wanted.split('-')[0];
  return (
    tracks.find((track) => track.language.toLowerCase() === wanted) ??
    tracks.find((track) => track.language.split('-')[0]?.toLowerCase() === base) ??
    tracks[0]
  );
}
