import { AppError } from '@edumaster/kernel';
import type { ExternalIssuerSettings } from './external-issuer-settings.ts';

/** The refusal of what belongs to the issuer: accounts, passwords, second factors. */
export function issuerElsewhere({ url: issuer }: Pick<ExternalIssuerSettings, 'url'>): AppError {
  const detail = 'People sign up and look after their account where they sign in.';
  return new AppError('issuer_elsewhere', { detail, extra: { issuer } });
}
