/** What the clock of the player shows, in whole seconds. */
export interface ShownTimes {
  readonly now: number;
  readonly total: number;
}

/**
 * Lengths are rounded as in the list of lectures: one of 19.9999 seconds has 20. At the end of it,
 * the two times agree.
 */
export function shownTimes({
  currentTime,
  duration,
  ended,
}: Pick<HTMLVideoElement, 'currentTime' | 'duration' | 'ended'>): ShownTimes {
  const total = Number.isFinite(duration) ? Math.round(duration) : 0;
  return { now: ended ? total : Math.floor(currentTime), total };
}
