interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface SoundTrack {
  readonly init: ByteRange;
  readonly segments: readonly (ByteRange & { readonly durationSeconds: number })[];
}

/** Neighbouring segments of a track, to be sent as one file behind its beginning. */
export interface SoundPiecePlan {
  /** From 0. */
  readonly number: number;
  readonly startMs: number;
  readonly durationSeconds: number;
  readonly range: ByteRange;
}

/** Long enough that hardly a word is cut in two, short enough that a lost one costs little. */
const longestSeconds = 600;

/** Cuts a track at the borders of its segments into pieces that a provider takes. */
export function soundPieces(track: SoundTrack, mostBytes: number): readonly SoundPiecePlan[] {
  const most = mostBytes - track.init.length;
  const pieces: SoundPiecePlan[] = [];
  let startSeconds = 0;
  for (const { offset, length, durationSeconds } of track.segments) {
    const last = pieces.at(-1);
    const joined = last && offset + length - last.range.offset;
    const fits =
      last &&
      joined !== undefined &&
      joined <= most &&
      last.durationSeconds + durationSeconds <= longestSeconds;
    if (fits) {
      const range = { offset: last.range.offset, length: joined };
      const together = last.durationSeconds + durationSeconds;
      pieces.splice(-1, 1, { ...last, durationSeconds: together, range });
    } else {
      const number = pieces.length;
      const startMs = Math.round(startSeconds * 1000);
      pieces.push({ number, startMs, durationSeconds, range: { offset, length } });
    }
    startSeconds += durationSeconds;
  }
  return pieces;
}
