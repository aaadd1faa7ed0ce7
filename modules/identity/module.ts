import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { identitySettings } from './config.ts';
import './errors.ts';
import { AccountRoutes } from './http/account-routes.ts';
import { IdentityRoutes } from './http/identity-routes.ts';
import { SignInRoutes } from './http/sign-in-routes.ts';
import { Identity } from './index.ts';
import { IdentityFacade } from './identity-facade.ts';
import { AccessTokens } from './issuer/access-tokens.ts';
import { Clients } from './issuer/clients.ts';
import { Interactions } from './issuer/interactions.ts';
import { Issuer } from './issuer/issuer.ts';
import { SigningKeyProvider } from './issuer/signing-key.ts';
import { TokenEndpoint } from './issuer/token-endpoint.ts';
import { SweepExpired } from './jobs/sweep-expired.ts';
import { OneTimeMessages } from './messages/one-time-messages.ts';
import { FindActor } from './queries/find-actor.ts';
import { ReadAccount } from './queries/read-account.ts';
import { ReadOneTimeMessage } from './queries/read-one-time-message.ts';
import { RelyingParty } from './relying-party/relying-party.ts';
import { ChangeProfile } from './use-cases/change-profile.ts';
import { CheckPassword } from './use-cases/check-password.ts';
import { CreateAccount } from './use-cases/create-account.ts';
import { JoinTenant } from './use-cases/join-tenant.ts';
import { LogIn } from './use-cases/log-in.ts';
import { OpenWebSession } from './use-cases/open-web-session.ts';
import { ProvisionPerson } from './use-cases/provision-person.ts';
import { RegisterPerson } from './use-cases/register-person.ts';
import { SetRoles } from './use-cases/set-roles.ts';
import { SignInWithPassword } from './use-cases/sign-in-with-password.ts';
import { SignOut } from './use-cases/sign-out.ts';
import { SignUp } from './use-cases/sign-up.ts';
import { StartWebSignIn } from './use-cases/start-web-sign-in.ts';

class IdentityContainer {}

const issuer = [SigningKeyProvider, Clients, Issuer, Interactions, TokenEndpoint, AccessTokens];
const reading = [RelyingParty, FindActor, ReadAccount];
const accounts = [CheckPassword, CreateAccount, RegisterPerson, JoinTenant, LogIn, ChangeProfile];
const messages = [OneTimeMessages, ReadOneTimeMessage];
const operating = [ProvisionPerson, SetRoles];
const browsers = [SignInWithPassword, SignUp, StartWebSignIn, OpenWebSession, SignOut];
const useCases = [...accounts, ...operating, ...browsers];
const edges = [AccountRoutes, SignInRoutes, IdentityRoutes, SweepExpired];

/**
 * Besides what every module gets, the container must provide `KnownHosts`, which tenancy does.
 */
export const identityModule: ModuleManifest<typeof identitySettings> = {
  name: 'identity',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  home: 'platform',
  settings: identitySettings,
  container: () => ({
    module: IdentityContainer,
    global: true,
    providers: [
      { provide: Identity, useClass: IdentityFacade },
      ...issuer,
      ...reading,
      ...messages,
      ...useCases,
      ...edges,
    ],
    exports: [Identity],
  }),
  routes: [AccountRoutes, SignInRoutes],
  plainRoutes: [IdentityRoutes],
  consumers: [],
  jobs: [],
  crons: [SweepExpired],
};
