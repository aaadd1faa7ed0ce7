/** The credits of a long video; of a short one no more than a thirtieth, and a second at least. */
function endSeconds(durationSeconds: number): number {
  return Math.max(1, Math.min(15, durationSeconds / 30));
}

/** Where to go on watching: where one stopped, or the beginning after having reached the end. */
export function resumePosition(lastSeconds: number, durationSeconds: number | null): number {
  if (durationSeconds === null) return lastSeconds;
  return lastSeconds >= durationSeconds - endSeconds(durationSeconds) ? 0 : lastSeconds;
}
