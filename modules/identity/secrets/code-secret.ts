import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands, whatever the address says. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Clocks differ, and typing takes a while: the code before and the one after are good too. */
const window = 1;

/** A new shared secret of 160 bits (RFC 4226, 4), in base32 as people type it into an app. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from a QR code. */
export function codeAddress(secret: string, label: { issuer: string; account: string }): string {
  const { issuer, account } = label;
  return new TOTP({ ...form, issuer, label: account, secret }).toString();
}

/** The time step that a code belongs to; undefined for one that is wrong now. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const totp = new TOTP({ ...form, secret });
  const delta = totp.validate({ token: code, timestamp, window });
  return delta === null ? undefined : TOTP.counter({ period: form.period, timestamp }) + delta;
}
