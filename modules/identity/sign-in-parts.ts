import type { SettingsOf } from '@edumaster/settings';
import type { Provider } from '@nestjs/common';
import type { identitySettings } from './config.ts';
import { LinkedSignInRoutes } from './http/linked-sign-in-routes.ts';
import { OneTimeCodeRoutes } from './http/one-time-code-routes.ts';
import { PasskeyRoutes } from './http/passkey-routes.ts';
import { PlatformHost } from './http/platform-host.ts';
import { ProviderCookie } from './http/provider-cookie.ts';
import { ProviderJourneys, ProviderRedirects } from './http/provider-redirects.ts';
import { SignInCookie } from './http/sign-in-cookie.ts';
import { SignInProviderRoutes } from './http/sign-in-provider-routes.ts';
import { SignInStepRoutes } from './http/sign-in-step-routes.ts';
import { PasskeyCeremony } from './passkeys/passkey-ceremony.ts';
import { ProviderClient } from './providers/provider-client.ts';
import { ProviderFlows } from './providers/provider-flow.ts';
import { configuredProviders, SignInProviders } from './providers/sign-in-providers.ts';
import { ListForeignIdentities } from './queries/list-foreign-identities.ts';
import { ListPasskeys } from './queries/list-passkeys.ts';
import { ReadOneTimeCodes } from './queries/read-one-time-codes.ts';
import { RecoveryCodes } from './secrets/recovery-codes.ts';
import { SecurityChanges } from './sign-in-steps/security-changes.ts';
import { ProgressSeal } from './sign-in-steps/sign-in-progress.ts';
import { AddPasskey } from './use-cases/add-passkey.ts';
import { BeginProviderSignIn } from './use-cases/begin-provider-sign-in.ts';
import { CheckOneTimeCode } from './use-cases/check-one-time-code.ts';
import { CheckPersonForProgram } from './use-cases/check-person-for-program.ts';
import { ConfirmOneTimeCodes } from './use-cases/confirm-one-time-codes.ts';
import { FinishSignIn } from './use-cases/finish-sign-in.ts';
import { LinkForeignIdentity } from './use-cases/link-foreign-identity.ts';
import { PassFirstFactor } from './use-cases/pass-first-factor.ts';
import { PreparePasskeySignIn } from './use-cases/prepare-passkey-sign-in.ts';
import { PreparePasskey } from './use-cases/prepare-passkey.ts';
import { RecognizeForeignPerson } from './use-cases/recognize-foreign-person.ts';
import { RemovePasskey } from './use-cases/remove-passkey.ts';
import { RenamePasskey } from './use-cases/rename-passkey.ts';
import { RenewRecoveryCodes } from './use-cases/renew-recovery-codes.ts';
import { SetUpOneTimeCodes } from './use-cases/set-up-one-time-codes.ts';
import { SignInByProvider } from './use-cases/sign-in-by-provider.ts';
import { SignInWithOneTimeCode } from './use-cases/sign-in-with-one-time-code.ts';
import { SignInWithPasskey } from './use-cases/sign-in-with-passkey.ts';
import { TurnOffOneTimeCodes } from './use-cases/turn-off-one-time-codes.ts';
import { UnlinkForeignIdentity } from './use-cases/unlink-foreign-identity.ts';

const steps = [FinishSignIn, PassFirstFactor, ProgressSeal, SecurityChanges, SignInCookie];
const passkeys = [
  PasskeyCeremony,
  ListPasskeys,
  PreparePasskey,
  AddPasskey,
  RenamePasskey,
  RemovePasskey,
  PreparePasskeySignIn,
  SignInWithPasskey,
  PlatformHost,
];
const oneTimeCodes = [
  RecoveryCodes,
  CheckOneTimeCode,
  CheckPersonForProgram,
  ReadOneTimeCodes,
  SetUpOneTimeCodes,
  ConfirmOneTimeCodes,
  TurnOffOneTimeCodes,
  RenewRecoveryCodes,
  SignInWithOneTimeCode,
];
const providers = [
  ProviderClient,
  ProviderFlows,
  BeginProviderSignIn,
  RecognizeForeignPerson,
  SignInByProvider,
  LinkForeignIdentity,
  UnlinkForeignIdentity,
  ListForeignIdentities,
  ProviderCookie,
  ProviderJourneys,
];

/** The ways to sign in beside the password, for `module.ts`. */
export const signInRoutes = [
  SignInStepRoutes,
  PasskeyRoutes,
  OneTimeCodeRoutes,
  SignInProviderRoutes,
  LinkedSignInRoutes,
];

/** Those that answer with redirects. */
export const signInPlainRoutes = [ProviderRedirects];

export function signInParts(settings: SettingsOf<typeof identitySettings>): Provider[] {
  return [
    { provide: SignInProviders, useValue: configuredProviders(settings) },
    ...steps,
    ...passkeys,
    ...oneTimeCodes,
    ...providers,
    ...signInRoutes,
    ...signInPlainRoutes,
  ];
}
