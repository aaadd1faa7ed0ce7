import type { TranscriptCue } from '#web/api/learning.ts';

/** The cue that is said at a moment, or the last one before it; -1 before the first. */
export function activeCue(cues: readonly TranscriptCue[], seconds: number): number {
  const now = Math.round(seconds * 1000);
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? 0) <= now) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
