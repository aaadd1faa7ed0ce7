import { Injectable } from '@nestjs/common';
import { type JWTPayload, jwtVerify, type JWTVerifyResult } from 'jose';
import { IssuerUnreachable } from '../relying-party/issuer-outage.ts';
import { ExternalIssuerClient } from './external-issuer-client.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';

/** Never symmetric ones: their key would be one that others know too. */
export const algorithms = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
];

export interface AccessTokenClaims extends JWTPayload {
  readonly sub: string;
  readonly iat: number;
  readonly exp: number;
}

/** Checks access tokens of the issuer against the keys that it publishes. */
@Injectable()
export class ExternalTokens {
  readonly #client: ExternalIssuerClient;
  readonly #settings: ExternalIssuerSettings;

  constructor(client: ExternalIssuerClient, settings: ExternalIssuerSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Undefined for what is no access token for us: altered, expired, of another issuer or meant for
   * somebody else, and for an ID token or a logout token.
   * @throws IssuerUnreachable when its keys are not known and cannot be had
   */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    // Before anything is asked over the network on behalf of whoever sends it.
    if (token.split('.').length !== 3) return undefined;
    const { issuer } = (await this.#client.configuration()).serverMetadata();
    const keyOf = await this.#client.keyOf();
    const checks = { algorithms, issuer, requiredClaims: ['sub', 'iat', 'exp'] };
    const verified = await jwtVerify(token, keyOf, checks).catch((error: unknown) => {
      if (error instanceof IssuerUnreachable) throw error;
      return undefined;
    });
    return verified && this.#accepted(verified);
  }

  #accepted({ protectedHeader, payload }: JWTVerifyResult): AccessTokenClaims | undefined {
    const isAccessToken = isAccessTokenType(protectedHeader.typ, payload['typ']);
    return isAccessToken && this.#isForUs(payload) ? (payload as AccessTokenClaims) : undefined;
  }

  #isForUs({ aud, azp, client_id: client }: JWTPayload): boolean {
    const { audience, clientId } = this.#settings;
    const audiences = [aud ?? []].flat();
    if (audience !== undefined) return audiences.includes(audience);
    return audiences.includes(clientId) || azp === clientId || client === clientId;
  }
}

/** RFC 9068 says it in the header, Keycloak in a claim; an ID token says neither. */
function isAccessTokenType(header: string | undefined, claim: unknown): boolean {
  const type = header?.toLowerCase().replace(/^application\//, '');
  return type === 'at+jwt' || (type === 'jwt' && claim === 'Bearer');
}
