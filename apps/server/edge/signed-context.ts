import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey, type RootSecret } from '@edumaster/kernel';

/** What the pages pass on of the request that they render: they call the API over loopback. */
export interface ForwardedRequest {
  readonly host: string;
  /** The visitor's, so that a limit counts them and not the pages. */
  readonly address: string;
}

export const contextHeader = 'x-em-ctx';

/** Signs and checks the header by which a call of the pages names its visitor. */
export class SignedContext {
  readonly #key: Buffer;

  constructor(secret: RootSecret) {
    this.#key = derivedKey(secret, 'page-context');
  }

  sign(request: ForwardedRequest): string {
    const payload = Buffer.from(JSON.stringify(request)).toString('base64url');
    return `${payload}.${this.#mac(payload).toString('base64url')}`;
  }

  /** Undefined for anything that was not signed here; the caller then goes by the Host header. */
  read(header: string | string[] | undefined): ForwardedRequest | undefined {
    if (typeof header !== 'string') return undefined;
    const [payload = '', mac = ''] = header.split('.');
    const given = Buffer.from(mac, 'base64url');
    const expected = this.#mac(payload);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as ForwardedRequest;
  }

  #mac(payload: string): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest();
  }
}
