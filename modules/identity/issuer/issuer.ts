import type { EventEmitter } from 'node:events';
import { Db } from '@edumaster/database';
import { Log } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { CheckPersonForProgram } from '../use-cases/check-person-for-program.ts';
import { addressesOf, type IssuerAddresses } from './addresses.ts';
import { Clients } from './clients.ts';
import { issuerConfiguration } from './configuration.ts';
import { issuerScope } from './issuer-scope.ts';
import { KeyRing, type KeySet } from './key-ring.ts';
import { isBusy, registerPasswordGrant } from './password-grant.ts';

export interface IssuerRequest {
  readonly method: 'GET' | 'POST';
  /** Below the issuer, for example `/token`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface IssuerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The embedded OpenID provider. It is made at the first use, since its keys are in the database, and
 * again when they have changed: it keeps nothing that is not in the database.
 */
@Injectable()
export class Issuer {
  readonly addresses: IssuerAddresses;
  readonly #db: Db;
  readonly #installation: Installation;
  readonly #log: Log;
  readonly #clients: Clients;
  readonly #keys: KeyRing;
  readonly #checkPerson: CheckPersonForProgram;
  #made: { readonly keys: KeySet; readonly provider: Provider } | undefined;
  #inProcess: Promise<FastifyInstance> | undefined;

  constructor(
    db: Db,
    installation: Installation,
    log: Log,
    clients: Clients,
    keys: KeyRing,
    checkPerson: CheckPersonForProgram,
  ) {
    this.addresses = addressesOf(installation.origin);
    this.#db = db;
    this.#installation = installation;
    this.#log = log;
    this.#clients = clients;
    this.#keys = keys;
    this.#checkPerson = checkPerson;
  }

  async provider(): Promise<Provider> {
    const keys = await this.#keys.keys();
    if (this.#made?.keys !== keys) this.#made = { keys, provider: this.#make(keys) };
    return this.#made.provider;
  }

  /**
   * A request to the issuer from within this process: through all of its HTTP, without the network,
   * the edge and its limits by address.
   */
  async request({ method, path, headers, body }: IssuerRequest): Promise<IssuerAnswer> {
    this.#inProcess ??= this.#listenInProcess();
    const app = await this.#inProcess;
    const { origin } = this.#installation;
    const answer = await app.inject({
      method,
      url: new URL(this.addresses.issuer + path).pathname,
      headers: { accept: 'application/json', ...headers, host: new URL(origin).host },
      ...(body === undefined ? {} : { payload: body }),
    });
    const given = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    const received = Object.fromEntries(given) as Record<string, string>;
    return { status: answer.statusCode, headers: received, body: answer.body };
  }

  async #listenInProcess(): Promise<FastifyInstance> {
    const app = fastify();
    const { origin } = this.#installation;
    app.register(issuerScope({ provider: () => this.provider(), origin }));
    return app;
  }

  #make(keys: KeySet): Provider {
    const configuration = issuerConfiguration({
      db: this.#db,
      installation: this.#installation,
      clients: this.#clients,
      keys,
    });
    const provider = new Provider(this.addresses.issuer, configuration);
    // It builds addresses from the request's headers; `issuerScope` has set them to the origin's.
    provider.proxy = true;
    registerPasswordGrant(provider, {
      audience: this.addresses.audience,
      checkPerson: this.#checkPerson,
    });
    provider.use(toSignUpPage);
    provider.on('server_error', (_ctx, error) => {
      if (!isBusy(error)) this.#report(error);
    });
    // What fails outside its own routes, which Koa would otherwise print.
    const emitter: EventEmitter = provider;
    emitter.on('error', (error) => this.#report(error));
    return provider;
  }

  #report(error: unknown): void {
    this.#log.error({ err: error }, 'the issuer failed');
  }
}

/**
 * Sends who came to sign up to that page. It cannot be the interaction's own address: its cookie is
 * bound to the address's path, and both pages post below `/sign-in/<uid>`.
 */
async function toSignUpPage(ctx: Partial<KoaContextWithOIDC>, next: () => Promise<void>) {
  await next();
  const { oidc, response } = ctx;
  const location = response?.get('location') ?? '';
  if (oidc?.params?.['screen'] === 'sign-up' && /^\/sign-in\/[\w-]+$/.test(location)) {
    response?.set('location', `${location}/sign-up`);
  }
}
