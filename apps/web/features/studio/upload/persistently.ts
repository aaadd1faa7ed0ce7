import { ApiProblem } from '@edumaster/http/client';

/** For ten minutes, as long as a server may need to come back. */
export const retryDelaysMs = [
  0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000,
  60_000, 60_000, 60_000, 60_000,
];

/** Whether the server said no, and would say so again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status < 500 && error.status !== 429;
}

/** Asks until there is an answer: a network that is gone and a server that restarts come back. */
export async function persistently<Answer>(
  ask: () => Promise<Answer>,
  { onTrouble, signal }: { onTrouble?: () => void; signal?: AbortSignal | undefined } = {},
): Promise<Answer> {
  for (const delay of retryDelaysMs) {
    try {
      return await ask();
    } catch (error) {
      if (isFinal(error) || signal?.aborted) throw error;
      onTrouble?.();
      await pause(delay);
    }
  }
  return ask();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
