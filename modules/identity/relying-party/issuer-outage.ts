import { AppError } from '@edumaster/kernel';

/** The issuer gave no answer, or one that only says that it cannot. */
export class IssuerUnreachable extends Error {
  constructor(issuer: string, options: { readonly cause?: unknown } = {}) {
    super(`the issuer ${issuer} does not answer`, options);
    this.name = 'IssuerUnreachable';
  }
}

/** The refusal for an outage of the issuer, however deep a library has wrapped it. */
export function issuerOutage(error: unknown): AppError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof IssuerUnreachable)) continue;
    const detail = 'The service that signs people in does not answer.';
    return new AppError('unavailable', { detail, retryAfterSeconds: 5, cause: error });
  }
  return undefined;
}
