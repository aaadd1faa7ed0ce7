import { ApiProblem } from '@edumaster/http/client';

/** What a limit (429) said, with the time to wait; undefined when it was something else. */
export function limitRefusal(error: unknown): string | undefined {
  return error instanceof ApiProblem && error.status === 429 ? error.message : undefined;
}
