import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import {
  type Adapter,
  type AdapterPayload,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';

/** Somebody's account at the provider. */
export interface ForeignAccount {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | string;
  readonly hd?: string;
  readonly name?: string;
}

/** What an ID token says otherwise than the provider would. */
export interface TokenLies {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by somebody else, under the provider's key id. */
  readonly hasForeignKey?: boolean;
  readonly isUnsigned?: boolean;
}

export interface TestProviderOptions {
  /** Where browsers are sent back to. */
  readonly redirectUri: string;
  /** Whether the ID token holds the address, or only the place for claims does. */
  readonly isTalkative?: boolean;
}

const client = { clientId: 'edumaster', clientSecret: 'a secret that only tests know' };

/**
 * A bare second issuer on loopback, with one client: us. It asks nobody anything: whoever comes is
 * signed in as the account that stands at the counter.
 */
export class TestProvider {
  readonly issuer: string;
  readonly client = client;
  /** Who signs in next. */
  account: ForeignAccount = { sub: 'nobody' };
  lies: TokenLies | undefined;
  readonly #server: Server;

  private constructor(server: Server, issuer: string) {
    this.#server = server;
    this.issuer = issuer;
  }

  static async open({
    redirectUri,
    isTalkative = false,
  }: TestProviderOptions): Promise<TestProvider> {
    const key = await signingKey();
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const opened = new TestProvider(server, issuer);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      adapter: (model: string) => new MemoryAdapter(model),
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      jwks: { keys: [{ ...key, kty: 'RSA' }] },
      claims: { email: ['email', 'email_verified', 'hd'], profile: ['name'] },
      conformIdTokenClaims: !isTalkative,
      cookies: { keys: ['a key that only tests know'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      findAccount: (_ctx, sub) => ({
        accountId: sub,
        claims: async () => ({ ...opened.account, sub }),
      }),
      loadExistingGrant: grantAll,
      interactions: { url: (_ctx, { uid }) => `/hello/${uid}` },
    });
    provider.use((ctx, next) =>
      opened.#greet(provider, ctx as unknown as KoaContextWithOIDC, next),
    );
    provider.use((ctx, next) => opened.#lie(ctx as unknown as KoaContextWithOIDC, key, next));
    server.on('request', provider.callback());
    return opened;
  }

  /** As `EDUMASTER_SIGN_IN_PROVIDERS` names it. */
  settings(more: { id?: string; name?: string; emailDomains?: readonly string[] } = {}): object {
    return { id: 'school', name: 'School Account', issuer: this.issuer, ...client, ...more };
  }

  /** Walks from an address of the provider to the one of ours that it sends browsers back to. */
  async walk(address: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let next = new URL(address);
    for (let hops = 0; next.origin === this.issuer; hops += 1) {
      if (hops > 8) throw new Error(`walked in circles, last at ${next.href}`);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`stuck at ${next.href}: ${await answer.text()}`);
      next = new URL(location, next);
    }
    return next;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** The page on which a person would sign in. */
  async #greet(
    provider: Provider,
    ctx: KoaContextWithOIDC,
    next: () => Promise<void>,
  ): Promise<void> {
    if (!ctx.path.startsWith('/hello/')) return next();
    const login = { accountId: this.account.sub };
    const location = await provider.interactionResult(ctx.req, ctx.res, { login });
    ctx.redirect(location);
  }

  async #lie(ctx: KoaContextWithOIDC, key: JWK, next: () => Promise<void>): Promise<void> {
    await next();
    const { lies } = this;
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== '/token' || !lies || !body?.id_token) return;
    const [, payload = ''] = body.id_token.split('.');
    const told = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const claims = { ...told, ...lies.claims };
    ctx.body = { ...body, id_token: await signed(claims, key, lies) };
  }
}

async function signed(claims: object, key: JWK, lies: TokenLies): Promise<string> {
  if (lies.isUnsigned) {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  }
  const signer = lies.hasForeignKey ? await signingKey() : key;
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'only' })
    .sign(await importJWK(signer, 'RS256'));
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'only' };
}

/** Nobody is asked for consent. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { account, client: known, provider } = ctx.oidc;
  if (!account || !known) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: known.clientId });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

/** What the library's own one does, without its warning that it is for tests only. */
class MemoryAdapter implements Adapter {
  static readonly #kept = new Map<string, AdapterPayload>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MemoryAdapter.#kept.set(this.#key(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return MemoryAdapter.#kept.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...MemoryAdapter.#kept.values()].find((payload) => payload.uid === uid);
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
  }

  async destroy(id: string): Promise<void> {
    MemoryAdapter.#kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of MemoryAdapter.#kept) {
      if (payload.grantId === grantId) MemoryAdapter.#kept.delete(key);
    }
  }

  #key(id: string): string {
    return `${this.#model} ${id}`;
  }
}
