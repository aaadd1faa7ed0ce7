import { ApiProblem } from '@edumaster/http/client';

/** A limit (429) that says when to come again. */
export interface Waiting {
  readonly waitSeconds: number;
}

/** What a limit said; undefined when it was something else, or said no time. */
export function waitingOf(error: unknown): Waiting | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 429) return undefined;
  const { retryAfterSeconds: waitSeconds } = error.problem;
  return waitSeconds !== undefined && waitSeconds > 0 ? { waitSeconds } : undefined;
}

const units = [
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** As a person says it, never shorter than it is. */
export function waitingTime({ waitSeconds }: Waiting): {
  readonly count: number;
  readonly unit: 'hour' | 'minute' | 'second';
} {
  // 60 minutes are an hour: what is rounded up to the next unit is said in that unit.
  const fit = units.find(({ seconds }) => waitSeconds > seconds - seconds / 60);
  const { unit, seconds } = fit ?? { unit: 'second' as const, seconds: 1 };
  return { count: Math.ceil(waitSeconds / seconds), unit };
}
