import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What an answer says otherwise than an honest authenticator in an honest browser would. */
export interface Lies {
  readonly origin?: string;
  readonly relyingPartyId?: string;
  readonly isUserVerified?: boolean;
  readonly challenge?: string;
  readonly type?: string;
  readonly userHandle?: string;
  readonly format?: string;
  readonly counter?: number;
}

const flags = { present: 0x01, verified: 0x04, withKey: 0x40 };

/** A passkey in software (WebAuthn Level 3): one key pair, which counts its uses. */
export class TestAuthenticator {
  readonly credentialId = randomBytes(20).toString('base64url');
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #origin: string;
  #userHandle = '';
  counter = 0;

  constructor(origin: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = pair.privateKey;
    this.#publicKey = pair.publicKey;
    this.#origin = origin;
  }

  /** What `navigator.credentials.create` gives. */
  register(options: { challenge: string; user: { id: string } }, lies: Lies = {}) {
    this.#userHandle = options.user.id;
    const credentialId = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(credentialId.length);
    const authData = Buffer.concat([
      this.#facts(flags.withKey, lies),
      Buffer.alloc(16),
      length,
      credentialId,
      this.#cosePublicKey(),
    ]);
    const attestation = new Map<string, unknown>([
      ['fmt', lies.format ?? 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, lies),
      attestationObject: encode(attestation),
      transports: ['internal' as const],
    });
  }

  /** What `navigator.credentials.get` gives. */
  assert(options: { challenge: string }, lies: Lies = {}) {
    this.counter += 1;
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, lies);
    const authenticatorData = this.#facts(0, lies);
    const clientDataHash = hash(Buffer.from(clientDataJSON, 'base64url'));
    const signed = Buffer.concat([authenticatorData, clientDataHash]);
    return this.#credential({
      clientDataJSON,
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
      userHandle: lies.userHandle ?? this.#userHandle,
    });
  }

  #credential<Response extends object>(response: Response) {
    const { credentialId: id } = this;
    const type = 'public-key' as const;
    return { id, rawId: id, type, clientExtensionResults: {}, response };
  }

  #facts(more: number, lies: Lies): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const verified = lies.isUserVerified === false ? 0 : flags.verified;
    const relyingParty = lies.relyingPartyId ?? new URL(this.#origin).hostname;
    const flag = Buffer.from([flags.present | verified | more]);
    return Buffer.concat([hash(Buffer.from(relyingParty)), flag, counter]);
  }

  #clientData(type: string, challenge: string, lies: Lies): string {
    const told = {
      type: lies.type ?? type,
      challenge: lies.challenge ?? challenge,
      origin: lies.origin ?? this.#origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(told)).toString('base64url');
  }

  #cosePublicKey(): Buffer {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    // kty EC2, alg ES256, crv P-256 (RFC 9053).
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    return Buffer.from(encode(key), 'base64url');
  }
}

function encode(value: unknown): string {
  const bytes = isoCBOR.encode(value as Parameters<typeof isoCBOR.encode>[0]);
  return Buffer.from(bytes).toString('base64url');
}

function hash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
