import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey, type Id, id, isId, type RootSecret } from '@edumaster/kernel';

const codeDigits = 6;

/**
 * Tokens and codes of messages. They are derived and not kept, so that a copy of the database opens
 * nothing, and so that whoever sends a message can ask for it again after a crash.
 */
export class OneTimeSecrets {
  readonly #linkKey: Buffer;
  readonly #codeKey: Buffer;

  constructor(secret: RootSecret) {
    this.#linkKey = derivedKey(secret, 'one-time-link');
    this.#codeKey = derivedKey(secret, 'one-time-code');
  }

  /** `<id>.<mac>`, safe in an address. */
  tokenOf(messageId: Id<'message'>): string {
    const mac = createHmac('sha256', this.#linkKey).update(messageId).digest('base64url');
    return `${messageId}.${mac}`;
  }

  /** The message that the token belongs to; undefined for one that is not ours. */
  messageOf(token: string): Id<'message'> | undefined {
    const given = token.slice(0, token.indexOf('.'));
    if (!isId(given)) return undefined;
    const messageId = id<'message'>(given);
    return isSame(this.tokenOf(messageId), token) ? messageId : undefined;
  }

  /** Six digits. 48 bits modulo a million favour no code by more than one in 10^8. */
  codeOf(messageId: Id<'message'>): string {
    const mac = createHmac('sha256', this.#codeKey).update(messageId).digest();
    const code = mac.readUIntBE(0, 6) % 10 ** codeDigits;
    return String(code).padStart(codeDigits, '0');
  }

  isCodeOf(messageId: Id<'message'>, code: string): boolean {
    return isSame(this.codeOf(messageId), code);
  }
}

function isSame(ours: string, given: string): boolean {
  const [a, b] = [Buffer.from(ours), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
