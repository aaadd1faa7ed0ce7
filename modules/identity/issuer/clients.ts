import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { ClientMetadata } from 'oidc-provider';
import { originOfHost } from '../domain/host-origin.ts';
import { KnownHosts } from '../known-hosts.ts';

/** The grant by which programs of ours log a person in; see `password-grant.ts`. */
export const passwordGrant = 'urn:edumaster:grant:password';

/** The client behind `/api/v1/auth/*`; only this process knows its secret. */
export const firstPartyClientId = 'edumaster-api';

const webClientPrefix = 'web:';

export interface WebClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/**
 * The issuer's clients: one for programs of ours, and one for the web on each host. A host is a
 * client of its own so that a code that was given to one academy is worth nothing at another, and
 * so that a host is known exactly as long as tenancy knows it.
 */
@Injectable()
export class Clients {
  readonly #installation: Installation;
  readonly #hosts: KnownHosts;

  constructor(installation: Installation, hosts: KnownHosts) {
    this.#installation = installation;
    this.#hosts = hosts;
  }

  firstParty(): ClientMetadata {
    return {
      client_id: firstPartyClientId,
      client_secret: this.secretOf(firstPartyClientId),
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: [passwordGrant, 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    };
  }

  /** The web on this host; undefined when the host is not ours. */
  async web(host: string): Promise<WebClient | undefined> {
    const origin = originOfHost(this.#installation.origin, host);
    if (!origin || !(await this.#hosts.find(host))) return undefined;
    const clientId = `${webClientPrefix}${host.toLowerCase()}`;
    const redirectUri = `${origin}/auth/callback`;
    return { clientId, clientSecret: this.secretOf(clientId), redirectUri };
  }

  /** Metadata of a web client, as the issuer looks it up. */
  async find(clientId: string): Promise<ClientMetadata | undefined> {
    const host = this.hostOf(clientId);
    const client = host === undefined ? undefined : await this.web(host);
    if (!client || client.clientId !== clientId) return undefined;
    return {
      client_id: clientId,
      client_secret: client.clientSecret,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [client.redirectUri],
    };
  }

  /** The host of a web client's id. */
  hostOf(clientId: string): string | undefined {
    return clientId.startsWith(webClientPrefix)
      ? clientId.slice(webClientPrefix.length)
      : undefined;
  }

  secretOf(clientId: string): string {
    const { rootSecret } = this.#installation;
    return derivedKey(rootSecret, `oidc-client/${clientId}`).toString('base64url');
  }
}
