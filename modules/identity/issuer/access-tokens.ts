import { type Id, id, isId } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { addressesOf } from './addresses.ts';
import { KeyRing } from './key-ring.ts';

export interface TokenHolder {
  readonly personId: Id<'user'>;
  readonly grantId: string;
  readonly expiresAt: Date;
}

const requiredClaims = ['sub', 'exp', 'iat', 'grant'];

/** Checks access tokens of the embedded issuer without asking it. */
@Injectable()
export class AccessTokens {
  readonly #keys: KeyRing;
  readonly #origin: string;

  constructor(keys: KeyRing, installation: Installation) {
    this.#keys = keys;
    this.#origin = installation.origin;
  }

  /** Whose it is; undefined when it is not ours, altered, expired or meant for something else. */
  async verify(token: string): Promise<TokenHolder | undefined> {
    const kid = kidOf(token);
    // Nothing of the token but this name decides which key it is checked with.
    const key = kid === undefined ? undefined : await this.#keys.find(kid);
    if (!key) return undefined;
    const { issuer, audience } = addressesOf(this.#origin);
    const checks = { algorithms: ['ES256'], typ: 'at+jwt', issuer, audience, requiredClaims };
    const verified = await jwtVerify(token, key.publicKey, checks).catch(() => undefined);
    return verified && holderOf(verified.payload);
  }
}

function kidOf(token: string): string | undefined {
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

function holderOf({ sub, grant, exp }: JWTPayload): TokenHolder | undefined {
  if (!sub || !isId(sub) || typeof grant !== 'string' || exp === undefined) return undefined;
  return { personId: id<'user'>(sub), grantId: grant, expiresAt: new Date(exp * 1_000) };
}
