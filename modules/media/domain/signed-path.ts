import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * `hmac-sha256`: over the expiry and the subject, a line each. `secure-link`: what nginx can check
 * by its own `secure_link_md5 "<expiry><subject> <key>"`.
 */
export const signatureSchemes = ['hmac-sha256', 'secure-link'] as const;

export type SignatureScheme = (typeof signatureSchemes)[number];

export interface SignedSubject {
  /** For this kind of address and no other. */
  readonly key: Buffer;
  readonly scheme?: SignatureScheme;
  /** What the address is for, for example the id of an asset. */
  readonly subject: string;
}

export type TokenVerdict = 'valid' | 'expired' | 'altered';

/** `<mac>.<expiry>`: the signature in base64url, and Unix seconds. */
export function signToken(subject: SignedSubject, expiresAt: Date): string {
  const expiry = String(Math.floor(expiresAt.getTime() / 1000));
  return `${macOf(subject, expiry).toString('base64url')}.${expiry}`;
}

/** An altered token is never called expired: that would tell something about it. */
export function checkToken(subject: SignedSubject, token: string, now: Date): TokenVerdict {
  const [mac = '', expiry = '', ...rest] = token.split('.');
  if (rest.length > 0 || !/^\d{1,12}$/.test(expiry)) return 'altered';
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(subject, expiry);
  // Two spellings of base64url can mean the same bytes; only ours is taken.
  const isOurs =
    given.length === expected.length &&
    timingSafeEqual(given, expected) &&
    mac === expected.toString('base64url');
  if (!isOurs) return 'altered';
  return Number(expiry) * 1000 > now.getTime() ? 'valid' : 'expired';
}

/** Of a token that was checked. */
export function expiryOf(token: string): Date {
  return new Date(Number(token.split('.')[1]) * 1000);
}

function macOf({ key, subject, scheme }: SignedSubject, expiry: string): Buffer {
  if (scheme === 'secure-link') {
    return createHash('md5').update(`${expiry}${subject} `).update(key).digest();
  }
  return createHmac('sha256', key).update(`${expiry}\n${subject}`).digest();
}
