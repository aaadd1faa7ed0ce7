import type { Db } from '@edumaster/database';
import type { Outbox } from '@edumaster/events';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { AppError, type Ctx, type Id, silentLog } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { AccountRoutes } from '../http/account-routes.ts';
import { readCookie } from '@edumaster/http/server';
import { IdentityRoutes } from '../http/identity-routes.ts';
import { SignInRoutes } from '../http/sign-in-routes.ts';
import { IdentityFacade } from '../identity-facade.ts';
import type { Identity } from '../index.ts';
import { AccessTokens } from '../issuer/access-tokens.ts';
import { Clients } from '../issuer/clients.ts';
import { Interactions } from '../issuer/interactions.ts';
import { Issuer } from '../issuer/issuer.ts';
import { SigningKeyProvider } from '../issuer/signing-key.ts';
import { TokenEndpoint } from '../issuer/token-endpoint.ts';
import type { KnownHosts } from '../known-hosts.ts';
import { FindActor } from '../queries/find-actor.ts';
import { ReadAccount } from '../queries/read-account.ts';
import { RelyingParty } from '../relying-party/relying-party.ts';
import { sessionCookieName } from '../session-cookie.ts';
import { ChangeProfile } from '../use-cases/change-profile.ts';
import { CheckPassword } from '../use-cases/check-password.ts';
import { CreateAccount } from '../use-cases/create-account.ts';
import { JoinTenant } from '../use-cases/join-tenant.ts';
import { LogIn } from '../use-cases/log-in.ts';
import { OpenWebSession } from '../use-cases/open-web-session.ts';
import { ProvisionPerson } from '../use-cases/provision-person.ts';
import { RegisterPerson } from '../use-cases/register-person.ts';
import { SetRoles } from '../use-cases/set-roles.ts';
import { SignInWithPassword } from '../use-cases/sign-in-with-password.ts';
import { SignOut } from '../use-cases/sign-out.ts';
import { SignUp } from '../use-cases/sign-up.ts';
import { StartWebSignIn } from '../use-cases/start-web-sign-in.ts';
import { FakeKnownHosts } from './fake-known-hosts.ts';

export interface WorldOptions {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly tenants: { readonly marketplace: Id<'tenant'>; readonly academy: Id<'tenant'> };
  readonly origin?: string;
}

/** The module on a bare server, as the real one hosts it. */
export interface IdentityWorld {
  readonly app: FastifyInstance;
  readonly identity: Identity;
  readonly keys: SigningKeyProvider;
  readonly installation: Installation;
}

export async function identityWorld(options: WorldOptions): Promise<IdentityWorld> {
  const { db, outbox, tenants, origin = 'http://localhost:3000' } = options;
  const installation: Installation = {
    mode: 'embedded',
    origin,
    rootSecret: 'a root secret that only tests of identity use, long enough',
    dataDir: '/nonexistent',
  };
  const hosts = new FakeKnownHosts(tenants);
  const parts = wire({ db, outbox, installation, hosts });
  const app = fastify();
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(parts.routes), {
    contextOf: (request) => contextOf(request, { identity: parts.identity, hosts, origin }),
  });
  parts.plainRoutes.mount(app);
  await app.ready();
  return { app, identity: parts.identity, keys: parts.keys, installation };
}

interface Given {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly installation: Installation;
  readonly hosts: KnownHosts;
}

/** By hand what the container does by itself. */
function wire({ db, outbox, installation, hosts }: Given) {
  const keys = new SigningKeyProvider(db, installation);
  const clients = new Clients(installation, hosts);
  const checkPassword = new CheckPassword(db);
  const issuer = new Issuer(db, installation, silentLog, clients, keys, checkPassword);
  const tokens = new TokenEndpoint(issuer, clients);
  const accessTokens = new AccessTokens(keys, installation);
  const createAccount = new CreateAccount(db, outbox, checkPassword);
  const joinTenant = new JoinTenant(db, outbox);
  const interactions = new Interactions(db, issuer, clients, hosts);
  const relyingParty = new RelyingParty(issuer, clients);
  const setRoles = new SetRoles(db, outbox);
  const provisionPerson = new ProvisionPerson(db, outbox, setRoles);
  const accountRoutes = new AccountRoutes(
    new RegisterPerson(createAccount, hosts, tokens),
    new LogIn(tokens, hosts, joinTenant),
    tokens,
    new ReadAccount(db),
    new ChangeProfile(db),
  );
  const signInRoutes = new SignInRoutes(
    new SignInWithPassword(interactions, checkPassword),
    new SignUp(interactions, createAccount),
  );
  const plainRoutes = new IdentityRoutes(
    installation,
    issuer,
    hosts,
    new StartWebSignIn(relyingParty, installation),
    new OpenWebSession(db, hosts, relyingParty, accessTokens, joinTenant, installation),
    new SignOut(db),
  );
  const findActor = new FindActor(db, accessTokens);
  const identity = new IdentityFacade(db, findActor, provisionPerson, setRoles);
  return { keys, identity, plainRoutes, routes: [accountRoutes, signInRoutes] };
}

/** What the edge does with each request. */
async function contextOf(
  request: FastifyRequest,
  { identity, hosts, origin }: { identity: Identity; hosts: KnownHosts; origin: string },
): Promise<Ctx> {
  const host = await hosts.find(request.host);
  if (!host) throw new AppError('not_found');
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const session = readCookie(request, sessionCookieName(origin));
  const actor = await identity.authenticate(host.tenantId, {
    ...(bearer === undefined ? {} : { bearer }),
    ...(session === undefined ? {} : { session }),
  });
  const { tenantId } = host;
  return { tenantId, actor, correlationId: request.id, locale: 'en', now: new Date() };
}
