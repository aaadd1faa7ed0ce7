import { Db, type SystemTx } from '@edumaster/database';
import { failure, type Id, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  ClientSecretPost,
  Configuration,
  customFetch,
  type CustomFetchOptions,
  enableNonRepudiationChecks,
} from 'openid-client';
import { IssuerUnreachable } from '../relying-party/issuer-outage.ts';
import type {
  AdmissionRefusal,
  AdmittedPerson,
  IssuedTokens,
  TokenIssuer,
  WebClient,
} from '../relying-party/token-issuer.ts';
import { deleteIssuerSession, hasIssuerSession, issuerSessionOf } from '../store/oidc-records.ts';
import { AccessTokens } from './access-tokens.ts';
import { Clients } from './clients.ts';
import { Issuer } from './issuer.ts';

/** The provider that is embedded here. Its endpoints are reached within this process. */
@Injectable()
export class EmbeddedTokenIssuer implements TokenIssuer {
  readonly endsSessionsHere = true;
  readonly #db: Db;
  readonly #issuer: Issuer;
  readonly #clients: Clients;
  readonly #accessTokens: AccessTokens;

  constructor(db: Db, issuer: Issuer, clients: Clients, accessTokens: AccessTokens) {
    this.#db = db;
    this.#issuer = issuer;
    this.#clients = clients;
    this.#accessTokens = accessTokens;
  }

  async webClient(host: string, screen?: 'sign-up'): Promise<WebClient | undefined> {
    const client = await this.#clients.web(host);
    if (!client) return undefined;
    const { clientId, clientSecret, redirectUri } = client;
    const configuration = this.#configurationOf(clientId, clientSecret);
    return { configuration, redirectUri, parameters: screen ? { screen } : {} };
  }

  async admit(
    ctx: SystemCtx,
    tokens: IssuedTokens,
  ): Promise<Outcome<AdmittedPerson, AdmissionRefusal>> {
    const holder = await this.#accessTokens.verify(tokens.accessToken);
    if (!holder || holder.personId !== tokens.claims['sub']) {
      throw new Error('the issuer gave tokens of two persons');
    }
    const issuerSession = await this.#db.inSystemTx(ctx, (tx) =>
      issuerSessionOf(tx, holder.grantId),
    );
    // Its records are gone together with the session.
    if (issuerSession === undefined) return failure('signed_out');
    return success({ personId: holder.personId, issuerSession });
  }

  async renewed(
    ctx: SystemCtx,
    personId: Id<'user'>,
    { accessToken }: IssuedTokens,
  ): Promise<boolean> {
    const holder = await this.#accessTokens.verify(accessToken);
    return holder?.personId === personId;
  }

  isSessionLive(tx: SystemTx, issuerSession: string): Promise<boolean> {
    return hasIssuerSession(tx, issuerSession);
  }

  endSession(tx: SystemTx, issuerSession: string): Promise<void> {
    return deleteIssuerSession(tx, issuerSession);
  }

  async signOutAddress(): Promise<undefined> {
    return undefined;
  }

  /**
   * A new one each time: one that lives on would keep the keys that it has seen for a minute, and
   * refuse what the next key signed.
   */
  #configurationOf(clientId: string, clientSecret: string): Configuration {
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
    const authentication = ClientSecretPost(clientSecret);
    const configuration = new Configuration(server, clientId, metadata, authentication);
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
    if (status >= 500) throw new IssuerUnreachable(issuer);
    return new Response(body, { status, headers });
  }
}
