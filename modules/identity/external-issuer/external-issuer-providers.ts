import type { Provider } from '@nestjs/common';
import { IssuerRoutes } from '../http/issuer-routes.ts';
import { ProviderRedirects } from '../http/provider-redirects.ts';
import { BearerTokens } from '../relying-party/bearer-tokens.ts';
import { ProgramTokens, TokenIssuer } from '../relying-party/token-issuer.ts';
import { SigningKeys } from '../signing-keys.ts';
import { ConfirmPerson } from '../use-cases/confirm-person.ts';
import { RegisterPerson } from '../use-cases/register-person.ts';
import { AdmitIssued } from './admit-issued.ts';
import { AdmitSubject } from './admit-subject.ts';
import { ApplyIssuerRoles } from './apply-issuer-roles.ts';
import { ConfirmBySignIn } from './confirm-by-sign-in.ts';
import { EndAnnouncedSignIn } from './end-announced-sign-in.ts';
import { ExternalBearerTokens } from './external-bearer-tokens.ts';
import { ExternalIssuerClient } from './external-issuer-client.ts';
import { ExternalIssuerRoutes } from './external-issuer-routes.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { ExternalProgramTokens } from './external-program-tokens.ts';
import { ExternalSigningKeys } from './external-signing-keys.ts';
import { ExternalTokenIssuer } from './external-token-issuer.ts';
import { ExternalTokens } from './external-tokens.ts';
import { issuerElsewhere } from './issuer-elsewhere.ts';
import { LogoutTokens } from './logout-tokens.ts';
import { RuledTenants } from './ruled-tenants.ts';

/**
 * What takes the place of the embedded issuer. They stand after its providers in the module, and of
 * two for one token the later counts.
 */
export function externalIssuerProviders(settings: ExternalIssuerSettings): readonly Provider[] {
  const register = async () => {
    throw issuerElsewhere(settings);
  };
  return [
    { provide: ExternalIssuerSettings, useValue: settings },
    ExternalIssuerClient,
    ExternalTokens,
    LogoutTokens,
    RuledTenants,
    AdmitSubject,
    ApplyIssuerRoles,
    AdmitIssued,
    EndAnnouncedSignIn,
    { provide: TokenIssuer, useClass: ExternalTokenIssuer },
    { provide: BearerTokens, useClass: ExternalBearerTokens },
    { provide: ProgramTokens, useClass: ExternalProgramTokens },
    { provide: SigningKeys, useClass: ExternalSigningKeys },
    { provide: IssuerRoutes, useClass: ExternalIssuerRoutes },
    { provide: RegisterPerson, useValue: { run: register } },
    { provide: ConfirmPerson, useClass: ConfirmBySignIn },
    // Accounts elsewhere are linked at the issuer: no browser leaves from here for a provider.
    { provide: ProviderRedirects, useValue: { mount: () => undefined } },
  ];
}
