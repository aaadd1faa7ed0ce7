import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  customFetch,
  type CustomFetchOptions,
  enableNonRepudiationChecks,
  ResponseBodyError,
  AuthorizationResponseError,
  ClientError,
} from 'openid-client';
import { Clients, type WebClient } from '../issuer/clients.ts';
import { Issuer } from '../issuer/issuer.ts';
import type { SignInFlow } from './sign-in-flow.ts';

export interface IssuedTokens {
  readonly personId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The web as a client of the issuer. It reaches the issuer's endpoints within this process. */
@Injectable()
export class RelyingParty {
  readonly #issuer: Issuer;
  readonly #clients: Clients;

  constructor(issuer: Issuer, clients: Clients) {
    this.#issuer = issuer;
    this.#clients = clients;
  }

  /** Where a browser of this host goes to sign in; undefined when the host is not ours. */
  async authorizationUrl(
    host: string,
    flow: SignInFlow,
    screen?: 'sign-up',
  ): Promise<URL | undefined> {
    const client = await this.#clients.web(host);
    if (!client) return undefined;
    return buildAuthorizationUrl(this.#configurationOf(client), {
      redirect_uri: client.redirectUri,
      scope: 'openid',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: 'S256',
      ...(screen ? { screen } : {}),
    });
  }

  /** Undefined when the issuer refused or the answer is not the one that was asked for. */
  async redeem(host: string, query: string, flow: SignInFlow): Promise<IssuedTokens | undefined> {
    const client = await this.#clients.web(host);
    if (!client) return undefined;
    const checks = {
      pkceCodeVerifier: flow.codeVerifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    };
    const answer = new URL(`${client.redirectUri}${query}`);
    try {
      const tokens = await authorizationCodeGrant(this.#configurationOf(client), answer, checks);
      const personId = tokens.claims()?.sub;
      const { access_token: accessToken, refresh_token: refreshToken } = tokens;
      if (!personId || !refreshToken) throw new Error('the issuer gave no refresh token');
      return { personId, accessToken, refreshToken };
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }

  #configurationOf(client: WebClient): Configuration {
    const { issuer } = this.#issuer.addresses;
    const server = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['ES256'],
    };
    const metadata = { id_token_signed_response_alg: 'ES256' };
    const authentication = ClientSecretPost(client.clientSecret);
    const configuration = new Configuration(server, client.clientId, metadata, authentication);
    configuration[customFetch] = (url, options) => this.#fetch(url, options);
    enableNonRepudiationChecks(configuration);
    // The embedded start has no TLS; the requests do not leave this process.
    if (issuer.startsWith('http:')) allowInsecureRequests(configuration);
    return configuration;
  }

  async #fetch(url: string, options: CustomFetchOptions): Promise<Response> {
    const { issuer } = this.#issuer.addresses;
    if (!url.startsWith(`${issuer}/`)) throw new Error(`not the issuer's address: ${url}`);
    const answer = await this.#issuer.request({
      method: options.method === 'POST' ? 'POST' : 'GET',
      path: url.slice(issuer.length),
      headers: options.headers,
      ...(options.body ? { body: String(options.body) } : {}),
    });
    const { status, headers, body } = answer;
    return new Response(body, { status, headers });
  }
}

function isRefusal(error: unknown): boolean {
  const kinds = [AuthorizationResponseError, ResponseBodyError, ClientError];
  return kinds.some((kind) => error instanceof kind);
}
