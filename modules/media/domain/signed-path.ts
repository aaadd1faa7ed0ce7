import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedSubject {
  /** Derived for this kind of address and no other. */
  readonly key: Buffer;
  /** What the address is for, for example the id of an asset. */
  readonly subject: string;
}

export type TokenVerdict = 'valid' | 'expired' | 'altered';

/** `<hmac>.<expiry>`: HMAC-SHA256 in base64url over the expiry and the subject, and Unix seconds. */
export function signToken({ key, subject }: SignedSubject, expiresAt: Date): string {
  const expiry = String(Math.floor(expiresAt.getTime() / 1000));
  return `${macOf(key, expiry, subject).toString('base64url')}.${expiry}`;
}

/** An altered token is never called expired: that would tell something about it. */
export function checkToken(
  { key, subject }: SignedSubject,
  token: string,
  now: Date,
): TokenVerdict {
  const [mac = '', expiry = '', ...rest] = token.split('.');
  if (rest.length > 0 || !/^\d{1,12}$/.test(expiry)) return 'altered';
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(key, expiry, subject);
  // Two spellings of base64url can mean the same bytes; only ours is taken.
  const isOurs =
    given.length === expected.length &&
    timingSafeEqual(given, expected) &&
    mac === expected.toString('base64url');
  if (!isOurs) return 'altered';
  return Number(expiry) * 1000 > now.getTime() ? 'valid' : 'expired';
}

function macOf(key: Buffer, expiry: string, subject: string): Buffer {
  return createHmac('sha256', key).update(`${expiry}\n${subject}`).digest();
}
