import { send } from './send.ts';

let reportedAt = 0;

/** Five times a second is enough for a progress bar. */
export function report(seconds: number): void {
  if (Date.now() < reportedAt + 200) return;
  reportedAt = Date.now();
  send({ kind: 'progress', seconds });
}
