import { describe, expect, it } from 'vitest';
import { judgeEmail } from './email-authority.ts';

const verified = (email: string, hostedDomain?: string) => ({
  email,
  isVerified: true,
  hostedDomain,
});
const google = { isGoogle: true };
const anybody = { isGoogle: false };

describe('the address that a provider names', () => {
  it('is refused when the provider has not verified it, whoever it is', () => {
    for (const rules of [google, anybody, { isGoogle: false, emailDomains: ['example.test'] }]) {
      const given = { email: 'a@example.test', isVerified: false, hostedDomain: 'example.test' };
      expect(judgeEmail(given, rules)).toEqual({ isTaken: false, refusal: 'email_unverified' });
    }
  });

  it('is refused outside of the domains that the provider speaks for', () => {
    const rules = { isGoogle: false, emailDomains: ['example.test'] };
    expect(judgeEmail(verified('A@Example.test'), rules)).toEqual({
      isTaken: true,
      email: 'a@example.test',
      isAuthoritative: true,
    });
    const refused = { isTaken: false, refusal: 'email_domain_refused' };
    for (const email of [
      'a@other.test',
      'a@sub.example.test',
      'a@example.test.evil.test',
      'a@evilexample.test',
      'a@example.test@evil.test',
    ]) {
      expect(judgeEmail(verified(email), rules)).toEqual(refused);
    }
  });

  it('is authoritative from Google for what Google runs', () => {
    const isAuthoritative = (email: string, hostedDomain?: string, rules = google) => {
      const judged = judgeEmail(verified(email, hostedDomain), rules);
      return judged.isTaken && judged.isAuthoritative;
    };
    expect(isAuthoritative('a@gmail.com')).toBe(true);
    expect(isAuthoritative('a@school.test', 'school.test')).toBe(true);
    expect(isAuthoritative('a@school.test')).toBe(false);
    expect(isAuthoritative('a@school.test', 'other.test')).toBe(false);
    expect(isAuthoritative('a@gmail.com', undefined, anybody)).toBe(false);
    expect(isAuthoritative('a@school.test', 'school.test', anybody)).toBe(false);
  });
});
