/**
 * How much of the lectures is complete, in whole percent. Rounded down, so that 100 means all of
 * them; a course without lectures is at 0.
 */
export function completionPercentage(
  lectureIds: readonly string[],
  completed: ReadonlySet<string>,
): number {
  if (lectureIds.length === 0) return 0;
  const done = lectureIds.filter((lectureId) => completed.has(lectureId)).length;
  return Math.floor((100 * done) / lectureIds.length);
}

export function isCourseComplete(
  lectureIds: readonly string[],
  completed: ReadonlySet<string>,
): boolean {
  return lectureIds.length > 0 && lectureIds.every((lectureId) => completed.has(lectureId));
}

/** How much of a video was watched, in percent with one digit after the point; 0 while unknown. */
export function watchedPercentage(watchedSeconds: number, durationSeconds: number | null): number {
  if (durationSeconds === null || durationSeconds <= 0) return 0;
  return Math.min(100, Math.round((1000 * watchedSeconds) / durationSeconds) / 10);
}
