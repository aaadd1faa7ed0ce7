import { defineRoute } from '@edumaster/http/contract';
import { z } from 'zod';
import { logInsByAddress, signInStepsByAddress } from './limits.ts';
import { typedCode } from './one-time-codes.ts';
import { assertionAnswer, authenticatorOptions } from './passkeys.ts';
import { goOn, interaction } from './sign-in.ts';

const tag = 'Sign-in pages';

export const readSignInStep = defineRoute({
  id: 'readSignInStep',
  method: 'GET',
  path: '/sign-in/:uid/step',
  summary: 'What the sign-in page asks for in this browser',
  tag,
  permission: 'public',
  params: interaction,
  status: 200,
  response: z.object({
    next: z.enum(['credentials', 'one-time-code']),
    connecting: z
      .object({ provider: z.string(), email: z.string() })
      .nullable()
      .describe('The sign-in elsewhere that will be linked to whoever signs in by this address'),
  }),
  errors: [],
});

export const forgetSignInStep = defineRoute({
  id: 'forgetSignInStep',
  method: 'DELETE',
  path: '/sign-in/:uid/step',
  summary: 'Begin the sign-in anew in this browser, as whoever',
  tag,
  permission: 'public',
  limits: [signInStepsByAddress],
  params: interaction,
  status: 204,
  errors: [],
});

export const preparePasskeySignIn = defineRoute({
  id: 'preparePasskeySignIn',
  method: 'POST',
  path: '/sign-in/:uid/passkey-options',
  summary: 'What to ask an authenticator for; the answer is good once, for ten minutes',
  tag,
  permission: 'public',
  limits: [signInStepsByAddress],
  params: interaction,
  status: 200,
  response: authenticatorOptions,
  errors: ['sign_in_expired'],
});

export const signInWithPasskey = defineRoute({
  id: 'signInWithPasskey',
  method: 'POST',
  path: '/sign-in/:uid/passkey',
  summary: 'Answer the sign-in page by a passkey, which stands for both factors',
  tag,
  permission: 'public',
  limits: [logInsByAddress],
  params: interaction,
  body: z.strictObject({ credential: assertionAnswer }),
  status: 200,
  response: goOn,
  errors: ['sign_in_expired', 'passkey_refused', 'account_not_active'],
});

export const signInWithOneTimeCode = defineRoute({
  id: 'signInWithOneTimeCode',
  method: 'POST',
  path: '/sign-in/:uid/one-time-code',
  summary: 'Answer with a code of the app or a recovery code, within five minutes of the password',
  tag,
  permission: 'public',
  limits: [logInsByAddress],
  params: interaction,
  body: z.strictObject({ code: typedCode }),
  status: 200,
  response: goOn,
  errors: [
    'sign_in_expired',
    'first_step_expired',
    'invalid_one_time_code',
    'account_not_active',
    'too_many_requests',
  ],
});
