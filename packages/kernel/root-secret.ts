import { hkdfSync } from 'node:crypto';

/** The installation's one secret, at least 32 bytes; every key is derived from it. */
export type RootSecret = string;

/**
 * A 256-bit key for one purpose (HKDF-SHA256, RFC 5869), so that a key that leaks opens one door.
 * @param purpose a constant such as `playback-url`
 */
export function derivedKey(secret: RootSecret, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `edumaster/${purpose}`, 32));
}
