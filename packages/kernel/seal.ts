import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey, type RootSecret } from './root-secret.ts';

const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts small secrets for the database or a cookie (AES-256-GCM, a key of its own a purpose).
 * What is opened must be bound to the same context as when it was sealed, for example a host, so
 * that a sealed value cannot be moved elsewhere.
 */
export class Seal {
  readonly #key: Buffer;

  constructor(secret: RootSecret, purpose: string) {
    this.#key = derivedKey(secret, purpose);
  }

  close(plain: string, context: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Undefined for what was altered, sealed for another context or with another key. */
  open(sealed: string, context: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < ivBytes + tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      const body = decipher.update(bytes.subarray(ivBytes + tagBytes));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
