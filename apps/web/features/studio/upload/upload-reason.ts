import { ApiProblem } from '@edumaster/http/client';
import type { UploadRules } from '#web/api/media.ts';
import type { Reason } from './uploads-store.ts';
import { refusalOf } from './video-refusal.ts';

/** Of a file that its name or size rule out. */
export function reasonOfRules(file: File, rules: UploadRules): Reason | undefined {
  const refusal = refusalOf(file, rules);
  if (refusal === 'type') return { kind: 'type', extensions: rules.extensions };
  if (refusal === 'size') return { kind: 'size', maxBytes: rules.maxBytes };
  return refusal && { kind: 'empty' };
}

/** What the server said about the file; of a lost network the row itself says enough. */
export function reasonOfFailure(error: unknown, now: number): Reason | undefined {
  if (!(error instanceof ApiProblem) || error.status >= 500) return undefined;
  const { errors, detail, title, retryAfterSeconds } = error.problem;
  const message = errors?.[0]?.message ?? detail ?? title;
  if (error.status !== 429 || retryAfterSeconds === undefined) return { kind: 'message', message };
  return { kind: 'daily-limit', message, freeAt: now + retryAfterSeconds * 1_000 };
}
