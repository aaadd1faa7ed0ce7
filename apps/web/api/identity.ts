import type { ReceivedOf } from '@edumaster/http/contract';
import type { identityContracts } from '@edumaster/identity/contracts';
import { routeOf } from './route.ts';

type Identity = typeof identityContracts;

export type Me = ReceivedOf<Identity['readMe']>;
export type AccountSecurity = ReceivedOf<Identity['readMySecurity']>;
export type SignedInDevice = ReceivedOf<Identity['listMySessions']>['items'][number];
export type SecurityEntry = ReceivedOf<Identity['readSecurityLog']>['items'][number];
export type LinkOfMail = ReceivedOf<Identity['readLink']>;
export type SignInStep = ReceivedOf<Identity['readSignInStep']>;
export type Passkey = ReceivedOf<Identity['listPasskeys']>['items'][number];
export type OneTimeCodes = ReceivedOf<Identity['readOneTimeCodes']>;
export type LinkedSignIn = ReceivedOf<Identity['listLinkedSignIns']>['items'][number];
export type SignInProvider = ReceivedOf<Identity['listSignInProviders']>['items'][number];

export type PersonalExport = ReceivedOf<Identity['listExports']>['items'][number];
export type Consent = ReceivedOf<Identity['listConsents']>['items'][number];

export const identityRoutes = {
  requestExport: routeOf<Identity['requestExport']>('POST', '/api/v1/me/exports'),
  listExports: routeOf<Identity['listExports']>('GET', '/api/v1/me/exports'),
  eraseMe: routeOf<Identity['eraseMe']>('POST', '/api/v1/me/erasure'),
  listConsents: routeOf<Identity['listConsents']>('GET', '/api/v1/me/consents'),
  decideConsent: routeOf<Identity['decideConsent']>('PUT', '/api/v1/me/consents/:purpose'),
  getMe: routeOf<Identity['readMe']>('GET', '/api/v1/me'),
  /** Not below `/api`: the cookie of the interaction is bound to `/sign-in/<uid>`. */
  signInWithPassword: routeOf<Identity['signInWithPassword']>('POST', '/sign-in/:uid/password'),
  requestSignUp: routeOf<Identity['requestSignUp']>('POST', '/sign-in/:uid/registration'),
  finishSignUp: routeOf<Identity['finishSignUp']>('POST', '/sign-in/:uid/finish'),
  readLink: routeOf<Identity['readLink']>('GET', '/api/v1/auth/link'),
  requestPasswordReset: routeOf<Identity['requestPasswordReset']>(
    'POST',
    '/api/v1/auth/password-resets',
  ),
  resetPassword: routeOf<Identity['resetPassword']>('PUT', '/api/v1/auth/password-resets'),
  restoreEmail: routeOf<Identity['restoreEmail']>('PUT', '/api/v1/auth/email-restorations'),
  verifyMyEmail: routeOf<Identity['verifyMyEmail']>('PUT', '/api/v1/me/email-verification'),
  verifyEmail: routeOf<Identity['verifyEmail']>('PUT', '/api/v1/auth/email-verifications'),
  confirmMyEmailChange: routeOf<Identity['confirmMyEmailChange']>('PUT', '/api/v1/me/email-change'),
  confirmEmailChange: routeOf<Identity['confirmEmailChange']>('PUT', '/api/v1/auth/email-changes'),
  requestEmailVerification: routeOf<Identity['requestEmailVerification']>(
    'POST',
    '/api/v1/me/email-verification',
  ),
  requestEmailChange: routeOf<Identity['requestEmailChange']>('POST', '/api/v1/me/email-change'),
  changeMe: routeOf<Identity['changeMe']>('PATCH', '/api/v1/me'),
  changePassword: routeOf<Identity['changePassword']>('PUT', '/api/v1/me/password'),
  readMySecurity: routeOf<Identity['readMySecurity']>('GET', '/api/v1/me/security'),
  readSecurityLog: routeOf<Identity['readSecurityLog']>('GET', '/api/v1/me/security-log'),
  listMySessions: routeOf<Identity['listMySessions']>('GET', '/api/v1/me/sessions'),
  endMySession: routeOf<Identity['endMySession']>('DELETE', '/api/v1/me/sessions/:id'),
  endMySessions: routeOf<Identity['endMySessions']>('POST', '/api/v1/me/sessions/end'),
  readSignInStep: routeOf<Identity['readSignInStep']>('GET', '/sign-in/:uid/step'),
  forgetSignInStep: routeOf<Identity['forgetSignInStep']>('DELETE', '/sign-in/:uid/step'),
  preparePasskeySignIn: routeOf<Identity['preparePasskeySignIn']>(
    'POST',
    '/sign-in/:uid/passkey-options',
  ),
  signInWithPasskey: routeOf<Identity['signInWithPasskey']>('POST', '/sign-in/:uid/passkey'),
  signInWithOneTimeCode: routeOf<Identity['signInWithOneTimeCode']>(
    'POST',
    '/sign-in/:uid/one-time-code',
  ),
  listPasskeys: routeOf<Identity['listPasskeys']>('GET', '/api/v1/me/passkeys'),
  preparePasskey: routeOf<Identity['preparePasskey']>('POST', '/api/v1/me/passkeys/options'),
  addPasskey: routeOf<Identity['addPasskey']>('POST', '/api/v1/me/passkeys'),
  renamePasskey: routeOf<Identity['renamePasskey']>('PATCH', '/api/v1/me/passkeys/:id'),
  removePasskey: routeOf<Identity['removePasskey']>('POST', '/api/v1/me/passkeys/:id/removal'),
  readOneTimeCodes: routeOf<Identity['readOneTimeCodes']>('GET', '/api/v1/me/one-time-codes'),
  setUpOneTimeCodes: routeOf<Identity['setUpOneTimeCodes']>('POST', '/api/v1/me/one-time-codes'),
  confirmOneTimeCodes: routeOf<Identity['confirmOneTimeCodes']>(
    'POST',
    '/api/v1/me/one-time-codes/confirmation',
  ),
  turnOffOneTimeCodes: routeOf<Identity['turnOffOneTimeCodes']>(
    'POST',
    '/api/v1/me/one-time-codes/removal',
  ),
  renewRecoveryCodes: routeOf<Identity['renewRecoveryCodes']>('POST', '/api/v1/me/recovery-codes'),
  listLinkedSignIns: routeOf<Identity['listLinkedSignIns']>('GET', '/api/v1/me/linked-sign-ins'),
  linkSignIn: routeOf<Identity['linkSignIn']>('POST', '/api/v1/me/linked-sign-ins'),
  unlinkSignIn: routeOf<Identity['unlinkSignIn']>('POST', '/api/v1/me/linked-sign-ins/:id/removal'),
  listSignInProviders: routeOf<Identity['listSignInProviders']>('GET', '/api/v1/sign-in-providers'),
};
