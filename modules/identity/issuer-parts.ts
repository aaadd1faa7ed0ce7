import type { SettingsOf } from '@edumaster/settings';
import type { Provider, Type } from '@nestjs/common';
import type { identitySettings } from './config.ts';
import { AccountsElsewhere } from './accounts-elsewhere.ts';
import { EmailRoutes } from './http/email-routes.ts';
import { PasswordRoutes } from './http/password-routes.ts';
import { SignInRoutes } from './http/sign-in-routes.ts';
import { SignUpRoutes } from './http/sign-up-routes.ts';
import { RotateKeys } from './jobs/rotate-keys.ts';
import { signInRoutes } from './sign-in-parts.ts';
import { SigningKeys } from './signing-keys.ts';
import { externalIssuerProviders } from './external-issuer/external-issuer-providers.ts';
import { externalIssuerOf } from './external-issuer/external-issuer-settings.ts';
import { refusingRoutes } from './external-issuer/refusing-routes.ts';
import { IssuerRoutes } from './http/issuer-routes.ts';
import { AccessTokens } from './issuer/access-tokens.ts';
import { Clients } from './issuer/clients.ts';
import { EmbeddedBearerTokens } from './issuer/embedded-bearer-tokens.ts';
import { EmbeddedSigningKeys } from './issuer/embedded-signing-keys.ts';
import { EmbeddedTokenIssuer } from './issuer/embedded-token-issuer.ts';
import { Interactions } from './issuer/interactions.ts';
import { Issuer } from './issuer/issuer.ts';
import { KeyRing } from './issuer/key-ring.ts';
import { TokenEndpoint } from './issuer/token-endpoint.ts';
import { FindActor } from './queries/find-actor.ts';
import { BearerTokens } from './relying-party/bearer-tokens.ts';
import { RelyingParty } from './relying-party/relying-party.ts';
import { RememberedSignIns } from './relying-party/remembered-sign-ins.ts';
import { SessionTokens } from './relying-party/session-tokens.ts';
import { SignInFlows } from './relying-party/sign-in-flow.ts';
import { ProgramTokens, TokenIssuer } from './relying-party/token-issuer.ts';
import { WebSessions } from './relying-party/web-sessions.ts';
import { RenewWebSession } from './use-cases/renew-web-session.ts';

/** The provider of OpenID Connect that is embedded here. */
const embedded = [
  KeyRing,
  EmbeddedSigningKeys,
  Clients,
  Issuer,
  Interactions,
  TokenEndpoint,
  AccessTokens,
  IssuerRoutes,
  RotateKeys,
  { provide: TokenIssuer, useClass: EmbeddedTokenIssuer },
  { provide: BearerTokens, useClass: EmbeddedBearerTokens },
  { provide: ProgramTokens, useExisting: TokenEndpoint },
  { provide: SigningKeys, useExisting: EmbeddedSigningKeys },
];

const relyingParty = [
  SignInFlows,
  SessionTokens,
  RelyingParty,
  WebSessions,
  RenewWebSession,
  RememberedSignIns,
  FindActor,
];

/** Of accounts, passwords and second factors: another issuer has pages of its own for them. */
const ownAccountRoutes: readonly Type<object>[] = [
  SignInRoutes,
  SignUpRoutes,
  PasswordRoutes,
  EmailRoutes,
  ...signInRoutes,
];

/**
 * Who issues the tokens, and the relying party, which does not care. Another issuer takes the place
 * of the embedded one: of two providers for one token the later counts.
 */
export function issuerParts(settings: SettingsOf<typeof identitySettings>): readonly Provider[] {
  const external = externalIssuerOf(settings);
  if (!external) {
    const here = { provide: AccountsElsewhere, useValue: { issuer: null } };
    return [...embedded, ...relyingParty, here];
  }
  const { url, accountUrl = null } = external;
  const told = { provide: AccountsElsewhere, useValue: { issuer: { url, accountUrl } } };
  const elsewhere = ownAccountRoutes.map((type) => ({
    provide: type,
    useValue: refusingRoutes(type, external),
  }));
  return [...embedded, ...relyingParty, ...externalIssuerProviders(external), told, ...elsewhere];
}
