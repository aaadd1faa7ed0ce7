import type { Tx } from '@edumaster/database';
import type { Cue } from '../domain/cue.ts';
import { wordsOf } from '../domain/spoken-words.ts';

interface SearchedTrack {
  readonly id: string;
  readonly assetId: string;
  readonly language: string;
}

/** Makes these cues what is found of a track; none takes it out of the search. */
export async function putCaptionWords(
  tx: Tx,
  { id, assetId, language }: SearchedTrack,
  cues: readonly Cue[],
): Promise<void> {
  const words = cues.map(({ text }) => wordsOf(text));
  const rows = cues.map(({ startMs, text }, position) => ({
    position,
    startMs,
    text,
    nextText: cues[position + 1]?.text ?? '',
    words: words[position],
    nextWords: words[position + 1] ?? '',
  }));
  await tx.rows({
    name: 'media.put-caption-words',
    text: 'select media.put_caption_words($1, $2, $3, $4)',
    values: [id, assetId, language, JSON.stringify(rows)],
  });
}

/** Where a found cue stands in the order of a search. */
export interface CuePlace {
  /** Number of its video in the list of those searched, from 1. */
  readonly place: number;
  readonly startMs: number;
  readonly captionId: string;
  readonly position: number;
}

export interface FoundCue extends CuePlace {
  readonly assetId: string;
  readonly language: string;
  readonly text: string;
  readonly nextText: string;
}

export interface CueSearch {
  readonly assetIds: readonly string[];
  /** A tsquery. */
  readonly query: string;
  readonly after: CuePlace | undefined;
  readonly limit: number;
}

/** Before every place. */
const beginning: CuePlace = {
  place: 0,
  startMs: 0,
  captionId: '00000000-0000-0000-0000-000000000000',
  position: 0,
};

/** In the order of the videos, then of time. */
export function searchCues(tx: Tx, search: CueSearch): Promise<FoundCue[]> {
  const { assetIds, query, after = beginning, limit } = search;
  return tx.rows<FoundCue>({
    name: 'media.search-captions',
    text: `select place, asset_id as "assetId", caption_id as "captionId", cue as position,
             language, start_ms as "startMs", text, next_text as "nextText"
           from media.search_captions($1, $2, $3, $4, $5, $6, $7)`,
    values: [assetIds, query, after.place, after.startMs, after.captionId, after.position, limit],
  });
}
