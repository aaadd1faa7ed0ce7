import {
  linkSignIn,
  listLinkedSignIns,
  listSignInProviders,
  unlinkSignIn,
} from './linked-sign-ins.ts';
import {
  confirmOneTimeCodes,
  readOneTimeCodes,
  renewRecoveryCodes,
  setUpOneTimeCodes,
  turnOffOneTimeCodes,
} from './one-time-codes.ts';
import {
  addPasskey,
  listPasskeys,
  preparePasskey,
  removePasskey,
  renamePasskey,
} from './passkeys.ts';
import {
  forgetSignInStep,
  preparePasskeySignIn,
  readSignInStep,
  signInWithOneTimeCode,
  signInWithPasskey,
} from './sign-in-steps.ts';

/** The routes of what people sign in by beside their password. */
export const waysToSignIn = {
  readSignInStep,
  forgetSignInStep,
  preparePasskeySignIn,
  signInWithPasskey,
  signInWithOneTimeCode,
  listPasskeys,
  preparePasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
  readOneTimeCodes,
  setUpOneTimeCodes,
  confirmOneTimeCodes,
  turnOffOneTimeCodes,
  renewRecoveryCodes,
  listSignInProviders,
  listLinkedSignIns,
  linkSignIn,
  unlinkSignIn,
};
