import { type Id, id, isId } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { type JWTPayload, jwtVerify } from 'jose';
import { addressesOf } from './addresses.ts';
import { SigningKeyProvider } from './signing-key.ts';

export interface TokenHolder {
  readonly personId: Id<'user'>;
  readonly grantId: string;
}

/** Checks access tokens without asking the issuer. */
@Injectable()
export class AccessTokens {
  readonly #keys: SigningKeyProvider;
  readonly #origin: string;

  constructor(keys: SigningKeyProvider, installation: Installation) {
    this.#keys = keys;
    this.#origin = installation.origin;
  }

  /** Whose it is; undefined when it is not ours, altered, expired or meant for something else. */
  async verify(token: string): Promise<TokenHolder | undefined> {
    const key = await this.#keys.current();
    const { issuer, audience } = addressesOf(this.#origin);
    const checks = { algorithms: ['ES256'], typ: 'at+jwt', issuer, audience };
    const required = ['sub', 'exp', 'iat', 'grant'];
    const verified = await jwtVerify(
      token,
      ({ kid }) => {
        if (kid !== key.kid) throw new Error('signed with a key that is not ours');
        return key.publicKey;
      },
      { ...checks, requiredClaims: required },
    ).catch(() => undefined);
    return verified && holderOf(verified.payload);
  }
}

function holderOf({ sub, grant }: JWTPayload): TokenHolder | undefined {
  if (!sub || !isId(sub) || typeof grant !== 'string') return undefined;
  return { personId: id<'user'>(sub), grantId: grant };
}
