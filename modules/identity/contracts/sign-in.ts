import { defineRoute } from '@edumaster/http/contract';
import { z } from 'zod';
import { email, knownPassword, linkToken, newPassword, personName } from './fields.ts';
import { accepted } from './passwords.ts';
import { linksByAddress, logInsByAddress, signUpsByAddress, signUpsOfEmail } from './limits.ts';

/** The sign-in that waits for the person; its cookie is bound to `/sign-in/<uid>`. */
export const interaction = z.strictObject({ uid: z.string().regex(/^[\w-]{10,100}$/) });
export const goOn = z.object({ redirectTo: z.string().describe('Where the browser goes on to') });

/** After one factor: done, or asked for the second. */
const nextStep = z.discriminatedUnion('next', [
  goOn.extend({ next: z.literal('go-on') }),
  z.object({ next: z.literal('one-time-code') }),
]);

export const signInWithPassword = defineRoute({
  id: 'signInWithPassword',
  method: 'POST',
  path: '/sign-in/:uid/password',
  summary: 'Answer the sign-in page',
  tag: 'Sign-in pages',
  permission: 'public',
  limits: [logInsByAddress],
  params: interaction,
  body: z.strictObject({ email: z.string().min(1).max(254), password: knownPassword }),
  status: 200,
  response: nextStep,
  errors: ['sign_in_expired', 'invalid_credentials', 'account_not_active', 'too_many_requests'],
});

export const requestSignUp = defineRoute({
  id: 'requestSignUp',
  method: 'POST',
  path: '/sign-in/:uid/registration',
  summary:
    'Answer the sign-up page: a link to a new account is sent; the answer is always the same',
  tag: 'Sign-in pages',
  permission: 'public',
  limits: [signUpsByAddress, signUpsOfEmail],
  params: interaction,
  body: z.strictObject({ name: personName, email }),
  status: 202,
  response: accepted,
  errors: ['sign_in_expired', 'too_many_requests'],
});

export const finishSignUp = defineRoute({
  id: 'finishSignUp',
  method: 'POST',
  path: '/sign-in/:uid/finish',
  summary: 'Make the account by the link that was sent; in the same browser the sign-in goes on',
  tag: 'Sign-in pages',
  permission: 'public',
  limits: [linksByAddress],
  caller: 'ignored',
  params: interaction,
  body: z.strictObject({ token: linkToken, password: newPassword }),
  status: 200,
  response: goOn,
  errors: ['link_expired', 'email_taken', 'too_many_requests'],
});
