import { normalizedEmail } from './account.ts';

/** What a provider says of the address of somebody who signs in. */
export interface ForeignEmail {
  readonly email: string;
  readonly isVerified: boolean;
  /** Of Google: the organization that runs the account. */
  readonly hostedDomain?: string | undefined;
}

export interface EmailRules {
  readonly isGoogle: boolean;
  readonly emailDomains?: readonly string[] | undefined;
}

export type EmailJudgement =
  /** The provider runs the address itself: whoever has the account there has the address. */
  | { readonly isTaken: true; readonly email: string; readonly isAuthoritative: boolean }
  | { readonly isTaken: false; readonly refusal: 'email_unverified' | 'email_domain_refused' };

const googleDomains = ['gmail.com', 'googlemail.com'];

/**
 * Whether an address may be taken over from a provider, at each sign-in anew: a provider that was
 * let in for one domain must not become anybody of another.
 */
export function judgeEmail(given: ForeignEmail, rules: EmailRules): EmailJudgement {
  const email = normalizedEmail(given.email);
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (!given.isVerified) return { isTaken: false, refusal: 'email_unverified' };
  if (rules.emailDomains) {
    if (!rules.emailDomains.includes(domain)) {
      return { isTaken: false, refusal: 'email_domain_refused' };
    }
    return { isTaken: true, email, isAuthoritative: true };
  }
  // https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
  const isRunByGoogle = googleDomains.includes(domain) || given.hostedDomain === domain;
  return { isTaken: true, email, isAuthoritative: rules.isGoogle && isRunByGoogle };
}
