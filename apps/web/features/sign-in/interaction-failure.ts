import { ApiProblem } from '@edumaster/http/client';

export type FailureMessage =
  'invalidCredentials' | 'emailTaken' | 'notActive' | 'tooMany' | 'expired' | 'failed';

const byCode: Readonly<Record<string, FailureMessage>> = {
  invalid_credentials: 'invalidCredentials',
  email_taken: 'emailTaken',
  account_not_active: 'notActive',
  sign_in_expired: 'expired',
  too_many_requests: 'tooMany',
};

/** The sentence that says what went wrong. */
export function failureMessage(error: unknown): FailureMessage {
  return (error instanceof ApiProblem && byCode[error.problem.code]) || 'failed';
}

/** Fields that the server refused, by name. */
export function refusedFields(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem) || error.status !== 422) return new Map();
  return new Map((error.problem.errors ?? []).map(({ path, message }) => [path, message]));
}
