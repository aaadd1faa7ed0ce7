import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { newId } from '@edumaster/kernel';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import {
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
  type TokenEndpointGrantContext,
} from 'oidc-provider';

export interface IssuerAccount {
  readonly sub: string;
  email?: string;
  email_verified: boolean;
  name: string;
  password: string;
  /** In the access token, as Keycloak tells them. */
  roles: string[];
}

/** Of us, as somebody registered us there. */
export const registration = { clientId: 'edumaster', clientSecret: 'a secret between two servers' };

const audience = 'urn:edumaster:api';
const scope = 'openid email profile';

/** How the issuer behaves; a test may change it on the way. */
export interface Behaviour {
  isDown: boolean;
  allowsDirectGrant: boolean;
  /** Of its access tokens. */
  lifeSeconds: number;
}

/** A second OpenID provider, with accounts of its own and as bare as the library makes it. */
export interface BareIssuer {
  readonly url: string;
  readonly behaviour: Behaviour;
  readonly settings: Readonly<Record<string, string>>;
  addAccount(facts?: Partial<IssuerAccount>): IssuerAccount;
  removeAccount(account: IssuerAccount): void;
  accounts(): readonly IssuerAccount[];
  /** Signed with its key, like everything that it says. */
  sign(claims: object, header?: object): Promise<string>;
  /** Publishes and uses another key from now on. */
  changeKey(): Promise<void>;
  close(): Promise<void>;
}

/** @param platform origin of the relying party */
export async function startBareIssuer(platform: string): Promise<BareIssuer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const accounts = new Map<string, IssuerAccount>();
  const behaviour = { isDown: false, allowsDirectGrant: true, lifeSeconds: 300 };
  const adapter = memoryAdapter();
  let key = await newKey();
  const make = () => newProvider({ url, platform, accounts, behaviour, key, adapter });
  let provider = make();
  server.on('request', (request, response) => {
    if (behaviour.isDown) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/')) {
      void answerInteraction({ provider, accounts }, request, response);
    } else provider.callback()(request, response);
  });
  return {
    url,
    behaviour,
    settings: {
      EDUMASTER_ISSUER_URL: url,
      EDUMASTER_ISSUER_CLIENT_ID: registration.clientId,
      EDUMASTER_ISSUER_CLIENT_SECRET: registration.clientSecret,
      EDUMASTER_ISSUER_AUDIENCE: audience,
    },
    addAccount(facts = {}) {
      const sub = facts.sub ?? newId();
      const email = `${sub}@issuer.test`;
      const known = { sub, email, email_verified: true, name: 'Ines', password: 'at the issuer' };
      const account = { ...known, roles: [], ...facts };
      accounts.set(sub, account);
      return account;
    },
    removeAccount: ({ sub }) => void accounts.delete(sub),
    accounts: () => [...accounts.values()],
    sign: (claims, header = {}) =>
      new SignJWT({ iss: url, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '', ...header })
        .sign(key),
    async changeKey() {
      key = await newKey();
      provider = make();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Parts {
  readonly url: string;
  readonly platform: string;
  readonly accounts: ReadonlyMap<string, IssuerAccount>;
  readonly behaviour: Behaviour;
  readonly key: JWK;
  readonly adapter: Configuration['adapter'];
}

function newProvider(parts: Parts): Provider {
  const { url, accounts, behaviour } = parts;
  const provider = new Provider(url, configuration(parts));
  provider.registerGrantType<{ username?: string; password?: string }>(
    'password',
    async (ctx) => {
      if (!behaviour.allowsDirectGrant) throw new errors.UnauthorizedClient('not allowed');
      const { username, password } = ctx.oidc.params;
      const account = accountWith(accounts, String(username), String(password));
      if (!account) throw new errors.InvalidGrant('wrong credentials');
      ctx.body = await directTokens(ctx, account, behaviour);
    },
    ['username', 'password'],
  );
  return provider;
}

function configuration({ platform, accounts, behaviour, key, adapter }: Parts): Configuration {
  return {
    adapter,
    jwks: { keys: [key] } as NonNullable<Configuration['jwks']>,
    clients: [
      {
        client_id: registration.clientId,
        client_secret: registration.clientSecret,
        redirect_uris: [`${platform}/auth/callback`],
        post_logout_redirect_uris: [`${platform}/auth/signed-out`],
        grant_types: ['authorization_code', 'refresh_token', 'password'],
        response_types: ['code'],
        // With it the ID token names the session.
        backchannel_logout_uri: `${platform}/auth/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    findAccount: async (_ctx, sub) => {
      const account = accounts.get(sub);
      if (!account) return undefined;
      const { password: _, roles: __, ...claims } = account;
      return { accountId: sub, claims: async () => claims };
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'email', 'profile', 'offline_access'],
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    expiresWithSession: async () => true,
    extraTokenClaims: (ctx, token) => accessClaims(ctx, accounts, token),
    loadExistingGrant: grantEverything,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['a key of the other issuer'] },
    ttl: {
      AccessToken: () => behaviour.lifeSeconds,
      Session: 3600,
      RefreshToken: 3600,
      Grant: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        // No person sits at the page that asks whether they mean it.
        logoutSource: (ctx, form) => {
          ctx.body = form;
        },
      },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resource(behaviour),
      },
    },
  };
}

function resource({ lifeSeconds }: Behaviour) {
  const format = { accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } } as const;
  return { scope: 'api', audience, accessTokenTTL: lifeSeconds, ...format };
}

async function accessClaims(
  ctx: KoaContextWithOIDC,
  accounts: ReadonlyMap<string, IssuerAccount>,
  token: object,
) {
  const account = 'accountId' in token ? accounts.get(String(token.accountId)) : undefined;
  if (!account) return undefined;
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
  const sid = [code, refresh].map((source) => (source as { sid?: string } | undefined)?.sid);
  const { email, email_verified, name, roles } = account;
  const session = sid.find(Boolean);
  return {
    email,
    email_verified,
    name,
    realm_access: { roles },
    ...(session ? { sid: session } : {}),
  };
}

async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { account, client, provider } = oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(`${scope} offline_access`);
  grant.addResourceScope(audience, 'api');
  await grant.save();
  return grant;
}

type GrantContext = TokenEndpointGrantContext<{ username?: string; password?: string }>;

async function directTokens(ctx: GrantContext, account: IssuerAccount, behaviour: Behaviour) {
  const { client, provider } = ctx.oidc;
  const { sub: accountId } = account;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addResourceScope(audience, 'api');
  const grantId = await grant.save();
  const facts = { accountId, client, grantId, gty: 'password', scope: 'api' };
  const resourceServer = new provider.ResourceServer(audience, resource(behaviour));
  const token = new provider.AccessToken({ ...facts, resourceServer });
  const refreshToken = new provider.RefreshToken({ ...facts, resource: audience });
  return {
    access_token: await token.save(),
    refresh_token: await refreshToken.save(),
    expires_in: token.expiration,
    token_type: token.tokenType,
  };
}

function accountWith(
  accounts: ReadonlyMap<string, IssuerAccount>,
  email: string,
  password: string,
): IssuerAccount | undefined {
  return [...accounts.values()].find(
    (account) => account.email === email && account.password === password,
  );
}

/** Its sign-in page: `GET` shows it, `POST` answers it. */
async function answerInteraction(
  { provider, accounts }: Pick<Parts, 'accounts'> & { provider: Provider },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.end('Who are you?');
    return;
  }
  const { email, password } = JSON.parse(await text(request)) as Record<string, string>;
  const account = accountWith(accounts, String(email), String(password));
  if (!account) {
    response.writeHead(401).end();
    return;
  }
  const result = { login: { accountId: account.sub } };
  const redirectTo = await provider.interactionResult(request, response, result);
  response.end(JSON.stringify({ redirectTo }));
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: newId(), alg: 'RS256', use: 'sig' };
}

/** Outlives a change of keys, for which the provider is made anew. */
function memoryAdapter(): NonNullable<Configuration['adapter']> {
  const records = new Map<string, Record<string, unknown>>();
  return (model: string) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const find = async (id: string) => records.get(keyOf(id));
    return {
      find,
      upsert: async (id, payload) => void records.set(keyOf(id), { ...payload }),
      findByUid: async (uid) => [...records.values()].find((record) => record['uid'] === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => void Object.assign((await find(id)) ?? {}, { consumed: Date.now() }),
      destroy: async (id) => void records.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [id, record] of records) {
          if (record['grantId'] === grantId) records.delete(id);
        }
      },
    };
  };
}
