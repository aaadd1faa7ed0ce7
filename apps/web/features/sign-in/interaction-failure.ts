import { ApiProblem } from '@edumaster/http/client';
import { type Waiting, waitingOf } from '#web/platform/waiting.ts';

type Sentence =
  | 'invalidCredentials'
  | 'emailTaken'
  | 'notActive'
  | 'tooMany'
  | 'expired'
  | 'failed'
  | 'invalidCode'
  | 'firstStepExpired'
  | 'passkeyRefused'
  | 'passkeyCancelled'
  | 'passkeyImpossible'
  | 'providerRefused'
  | 'providerUnavailable'
  | 'emailUnverified'
  | 'emailDomainRefused'
  | 'emailMissing';

/** A sentence of the messages, or how long to wait. */
export type FailureMessage = Sentence | Waiting;

const byCode: Readonly<Record<string, Sentence>> = {
  invalid_credentials: 'invalidCredentials',
  email_taken: 'emailTaken',
  account_not_active: 'notActive',
  sign_in_expired: 'expired',
  too_many_requests: 'tooMany',
  invalid_one_time_code: 'invalidCode',
  first_step_expired: 'firstStepExpired',
  passkey_refused: 'passkeyRefused',
  provider_refused: 'providerRefused',
  provider_unavailable: 'providerUnavailable',
  email_unverified: 'emailUnverified',
  email_domain_refused: 'emailDomainRefused',
  email_missing: 'emailMissing',
};

/** The sentence that says what went wrong. */
export function failureMessage(error: unknown): FailureMessage {
  return (
    waitingOf(error) ?? ((error instanceof ApiProblem && byCode[error.problem.code]) || 'failed')
  );
}

/** The same for a code in the page's address, by which a redirect tells of a failure. */
export function failureOf(code: string | undefined): FailureMessage | null {
  if (code === undefined) return null;
  return (Object.hasOwn(byCode, code) && byCode[code]) || 'failed';
}

/** Fields that the server refused, by name. */
export function refusedFields(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem) || error.status !== 422) return new Map();
  return new Map((error.problem.errors ?? []).map(({ path, message }) => [path, message]));
}
