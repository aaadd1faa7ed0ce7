import { Injectable } from '@nestjs/common';
import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  refreshTokenGrant,
  ResponseBodyError,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { issuerOutage } from './issuer-outage.ts';
import type { SignInFlow } from './sign-in-flow.ts';
import { type IssuedTokens, TokenIssuer } from './token-issuer.ts';

/** Assumed of an issuer that does not say how long its access tokens live. */
const unsaidLifeSeconds = 300;

/** The web as a client of the issuer, whichever that is. */
@Injectable()
export class RelyingParty {
  readonly #issuer: TokenIssuer;

  constructor(issuer: TokenIssuer) {
    this.#issuer = issuer;
  }

  /**
   * Where a browser of this host goes to sign in; undefined when the host is not ours.
   * @throws AppError `unavailable`
   */
  async authorizationUrl(
    host: string,
    flow: SignInFlow,
    screen?: 'sign-up',
  ): Promise<URL | undefined> {
    const client = await this.#issuer.webClient(host, screen);
    if (!client) return undefined;
    return buildAuthorizationUrl(client.configuration, {
      redirect_uri: client.redirectUri,
      scope: 'openid',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: 'S256',
      ...client.parameters,
    });
  }

  /**
   * Undefined when the issuer refused or the answer is not the one that was asked for.
   * @throws AppError `unavailable`
   */
  async redeem(host: string, query: string, flow: SignInFlow): Promise<IssuedTokens | undefined> {
    const client = await this.#issuer.webClient(host);
    if (!client) return undefined;
    const checks = {
      pkceCodeVerifier: flow.codeVerifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    };
    const answer = new URL(`${client.redirectUri}${query}`);
    return unlessRefused(() => authorizationCodeGrant(client.configuration, answer, checks));
  }

  /**
   * Asks the issuer whether a session of this host goes on; undefined when it does not.
   * @throws AppError `unavailable`
   */
  async renew(host: string, refreshToken: string): Promise<IssuedTokens | undefined> {
    const client = await this.#issuer.webClient(host);
    if (!client) return undefined;
    return unlessRefused(() => refreshTokenGrant(client.configuration, refreshToken));
  }
}

type Answer = TokenEndpointResponse & TokenEndpointResponseHelpers;

async function unlessRefused(ask: () => Promise<Answer>): Promise<IssuedTokens | undefined> {
  try {
    return issued(await ask());
  } catch (error) {
    const outage = issuerOutage(error);
    if (outage) throw outage;
    if (refusals.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

const refusals = [AuthorizationResponseError, ResponseBodyError, ClientError];

function issued(answer: Answer): IssuedTokens {
  return {
    accessToken: answer.access_token,
    expiresInSeconds: answer.expiresIn() ?? unsaidLifeSeconds,
    refreshToken: answer.refresh_token,
    idToken: answer.id_token,
    claims: answer.claims() ?? {},
  };
}
