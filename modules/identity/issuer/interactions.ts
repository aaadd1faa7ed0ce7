import { Db } from '@edumaster/database';
import { AppError, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { type KnownHost, KnownHosts } from '../known-hosts.ts';
import { deleteIssuerSession } from '../store/oidc-records.ts';
import { lockIssuerSession, revokeSessionsOf } from '../store/web-sessions.ts';
import { Clients } from './clients.ts';
import { Issuer } from './issuer.ts';

/** The browser's bare request: a cookie tells which sign-in it belongs to. */
export interface InteractionRequest {
  readonly uid: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The host that a browser came from. */
export interface WaitingHost extends KnownHost {
  /** As in the Host header. */
  readonly name: string;
}

/** Sign-ins that wait for a person. */
@Injectable()
export class Interactions {
  readonly #db: Db;
  readonly #issuer: Issuer;
  readonly #clients: Clients;
  readonly #hosts: KnownHosts;

  constructor(db: Db, issuer: Issuer, clients: Clients, hosts: KnownHosts) {
    this.#db = db;
    this.#issuer = issuer;
    this.#clients = clients;
    this.#hosts = hosts;
  }

  /** The host that the browser came from. @throws AppError `sign_in_expired` */
  async hostOf({ uid, request, response }: InteractionRequest): Promise<WaitingHost> {
    const provider = await this.#issuer.provider();
    const interaction = await provider.interactionDetails(request, response).catch(expired);
    const clientId = String(interaction.params['client_id']);
    const name = this.#clients.hostOf(clientId) ?? '';
    const host = await this.#hosts.find(name);
    if (interaction.uid !== uid || !host) throw new AppError('sign_in_expired');
    return { ...host, name };
  }

  /**
   * Says who it is.
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`
   */
  async finish(at: InteractionRequest, personId: Id<'user'>): Promise<string> {
    const provider = await this.#issuer.provider();
    await this.#endAnothersSession(provider, at, personId);
    const result = { login: { accountId: personId, remember: true } };
    return provider.interactionResult(at.request, at.response, result).catch(expired);
  }

  /**
   * In another tab of this browser somebody else may have signed in meanwhile. The library would
   * have the person confirm their log-out on a page of its own, which needs an inline script.
   */
  async #endAnothersSession(
    provider: Provider,
    { request, response }: InteractionRequest,
    personId: Id<'user'>,
  ): Promise<void> {
    const bare = provider.createContext(request, response);
    const session = await provider.Session.get(bare as KoaContextWithOIDC);
    const { accountId, uid } = session;
    if (!accountId || accountId === personId) return;
    await this.#db.inSystemTx(systemCtx('another person signs in'), async (tx) => {
      await lockIssuerSession(tx, uid);
      await revokeSessionsOf(tx, uid);
      await deleteIssuerSession(tx, uid);
    });
  }
}

function expired(error: unknown): never {
  if (error instanceof errors.SessionNotFound) throw new AppError('sign_in_expired');
  throw error;
}
