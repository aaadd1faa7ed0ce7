import type { Db } from '@edumaster/database';
import { derivedKey, type Id, id, isId, systemCtx } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { isActive, type Person } from '../domain/account.ts';
import { findPerson } from '../store/persons.ts';
import { addressesOf } from './addresses.ts';
import { accessTokenSeconds, apiResource, apiScope } from './api-resource.ts';
import type { Clients } from './clients.ts';
import { RecordAdapter } from './record-adapter.ts';
import { renderIssuerError } from './render-error.ts';
import type { KeySet } from './key-ring.ts';

const daySeconds = 24 * 3600;

interface IssuerParts {
  readonly db: Db;
  readonly installation: Installation;
  readonly clients: Clients;
  readonly keys: KeySet;
}

/** All settings of the embedded issuer. What is not said here is the library's default. */
export function issuerConfiguration(parts: IssuerParts): Configuration {
  const { db, installation, clients, keys } = parts;
  const { audience } = addressesOf(installation.origin);
  return {
    adapter: (model: string) => new RecordAdapter(model, db, clients),
    clients: [clients.firstParty()],
    findAccount: (_ctx, sub) => findAccount(db, sub),
    // The first signs; the others are published, and check what they signed.
    jwks: { keys: keys.published.map(({ privateJwk }) => ({ ...privateJwk, kty: 'EC' })) },
    // ES256 has to be said here, on the key, as the clients' default, and by the relying party.
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: ['client_secret_post'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    // A resource's scope in here would make the sign-in ask for consent for ever.
    scopes: ['openid', 'offline_access'],
    extraParams: ['screen'],
    features: features(audience),
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Else refresh tokens would outlive the log-out.
    expiresWithSession: async () => true,
    extraTokenClaims: async (_ctx, token) =>
      'grantId' in token ? { grant: token.grantId } : undefined,
    loadExistingGrant: (ctx) => loadOrMakeGrant(ctx, audience),
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    cookies: issuerCookies(installation),
    clientBasedCORS: () => false,
    renderError: renderIssuerError,
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: 90 * daySeconds,
      IdToken: 300,
      Interaction: 3600,
      RefreshToken: 30 * daySeconds,
      Session: 30 * daySeconds,
    },
  };
}

function features(audience: string): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    // Signing out is `POST /auth/sign-out`, which also ends the sessions of all hosts.
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => apiResource(audience),
    },
  };
}

function issuerCookies(installation: Installation): NonNullable<Configuration['cookies']> {
  const isSecure = installation.origin.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure, signed: true } as const;
  return {
    // The interaction's cookies have paths of their own, which the `__Host-` prefix forbids.
    names: {
      session: `${isSecure ? '__Host-' : ''}edumaster_issuer`,
      interaction: 'edumaster_interaction',
      resume: 'edumaster_resume',
    },
    keys: [derivedKey(installation.rootSecret, 'issuer-cookies')],
    long: options,
    short: options,
  };
}

async function findAccount(db: Db, sub: string) {
  const person = isId(sub) ? await activePerson(db, id<'user'>(sub)) : undefined;
  return person && { accountId: person.id, claims: async () => ({ sub: person.id }) };
}

async function activePerson(db: Db, personId: Id<'user'>): Promise<Person | undefined> {
  const ctx = systemCtx('the issuer looks up whose token it is');
  const person = await db.inSystemTx(ctx, (tx) => findPerson(tx, personId));
  return person && isActive(person) ? person : undefined;
}

/** Our own clients need nobody's consent: the grant is made as soon as the person is known. */
async function loadOrMakeGrant(ctx: KoaContextWithOIDC, audience: string) {
  const { account, client, provider, session } = ctx.oidc;
  if (!account || !client || !session) return undefined;
  const { accountId } = account;
  const knownId = session.grantIdFor(client.clientId);
  const known = knownId ? await provider.Grant.find(knownId) : undefined;
  if (known?.accountId === accountId) return known;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(audience, apiScope);
  await grant.save();
  return grant;
}
