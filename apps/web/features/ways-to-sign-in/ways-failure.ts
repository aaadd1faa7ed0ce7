import { ApiProblem } from '@edumaster/http/client';
import { type AccountFailure, accountFailure } from '../account/account-failure.ts';

/** Refusals that the ways to sign in have of their own. */
export type WaysFailure =
  | 'lastWay'
  | 'passkeyCancelled'
  | 'passkeyImpossible'
  | 'passkeyRefused'
  | 'passkeyTaken'
  | 'tooManyPasskeys'
  | 'codesInvalid'
  | 'providerRefused'
  | 'providerUnavailable'
  | 'emailUnverified'
  | 'emailDomainRefused'
  | 'emailMissing'
  | 'linkedElsewhere';

export type Failure =
  | { readonly of: 'account'; readonly because: AccountFailure }
  | { readonly of: 'ways'; readonly because: WaysFailure };

const byCode: Readonly<Record<string, WaysFailure>> = {
  last_way_to_sign_in: 'lastWay',
  passkey_refused: 'passkeyRefused',
  passkey_taken: 'passkeyTaken',
  too_many_passkeys: 'tooManyPasskeys',
  invalid_one_time_code: 'codesInvalid',
  provider_refused: 'providerRefused',
  provider_unavailable: 'providerUnavailable',
  email_unverified: 'emailUnverified',
  email_domain_refused: 'emailDomainRefused',
  email_missing: 'emailMissing',
  linked_elsewhere: 'linkedElsewhere',
};

/** Why a way to sign in could not be changed. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeviceRefusal) return { of: 'ways', because: error.because };
  const because = error instanceof ApiProblem ? byCode[error.problem.code] : undefined;
  if (because) return { of: 'ways', because };
  return { of: 'account', because: accountFailure(error) };
}

/** The same for a code in the page's address, by which a redirect tells of it. */
export function linkFailureOf(code: string | undefined): WaysFailure | null {
  if (code === undefined) return null;
  return (Object.hasOwn(byCode, code) && byCode[code]) || 'providerRefused';
}

/** Thrown by what was tried, for a refusal that did not come from the API. */
export class DeviceRefusal extends Error {
  readonly because: 'passkeyCancelled' | 'passkeyImpossible';

  constructor(because: 'passkeyCancelled' | 'passkeyImpossible') {
    super(because);
    this.because = because;
  }
}
