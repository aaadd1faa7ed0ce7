import { type EmailJudgement, judgeEmail } from '../domain/email-authority.ts';
import type { ForeignPerson } from './provider-client.ts';
import { googleIssuer, type SignInProvider } from './sign-in-providers.ts';

export type PersonJudgement =
  EmailJudgement | { readonly isTaken: false; readonly refusal: 'email_missing' };

/** Whether what a provider says of the address of somebody who comes from there counts. */
export function judgePerson(
  { issuer, emailDomains }: SignInProvider,
  { email, isEmailVerified: isVerified, hostedDomain }: ForeignPerson,
): PersonJudgement {
  if (email === undefined) return { isTaken: false, refusal: 'email_missing' };
  const rules = { isGoogle: issuer === googleIssuer, emailDomains };
  return judgeEmail({ email, isVerified, hostedDomain }, rules);
}
