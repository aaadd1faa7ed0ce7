import { defineRoute } from '@edumaster/http/contract';
import { z } from 'zod';
import { email, knownPassword, linkToken, newPassword } from './fields.ts';
import { linksByAddress, mailsOfAccount } from './limits.ts';
import { accepted } from './passwords.ts';

const tag = 'Identity';
const byLink = z.strictObject({ token: linkToken });
const byLinkAndPassword = z.strictObject({
  token: linkToken,
  password: knownPassword.describe('Of the account: the link alone does not do'),
});

/** Before a page shows its form: a link that is over says so at once. */
export const readLink = defineRoute({
  id: 'readLink',
  method: 'GET',
  path: '/api/v1/auth/link',
  summary: 'What a link of a mail is for, without using it',
  tag,
  permission: 'public',
  limits: [linksByAddress],
  query: byLink,
  status: 200,
  response: z
    .object({
      purpose: z.enum([
        'sign-up',
        'verify-email',
        'reset-password',
        'change-email',
        'email-changed',
        'invitation',
      ]),
      email: z.string().describe('The address that the mail went to'),
      isOwn: z.boolean().describe('It is about the account that is signed in'),
    })
    .meta({ id: 'LinkOfMail' }),
  errors: ['link_expired'],
});

export const requestEmailVerification = defineRoute({
  id: 'requestEmailVerification',
  method: 'POST',
  path: '/api/v1/me/email-verification',
  summary: 'Have the link sent again that proves your e-mail address',
  tag,
  permission: 'signed-in',
  limits: [mailsOfAccount],
  status: 202,
  response: accepted,
  errors: ['too_many_requests'],
});

export const verifyMyEmail = defineRoute({
  id: 'verifyMyEmail',
  method: 'PUT',
  path: '/api/v1/me/email-verification',
  summary: 'Prove the e-mail address of the account that is signed in by the link that was sent',
  tag,
  permission: 'signed-in',
  body: byLink,
  status: 204,
  errors: ['link_expired', 'link_of_another_account'],
});

export const verifyEmail = defineRoute({
  id: 'verifyEmail',
  method: 'PUT',
  path: '/api/v1/auth/email-verifications',
  summary: 'Prove an e-mail address by the link that was sent and the account’s password',
  tag,
  permission: 'public',
  limits: [linksByAddress],
  caller: 'ignored',
  body: byLinkAndPassword,
  status: 204,
  errors: ['link_expired', 'password_wrong', 'too_many_requests'],
});

export const requestEmailChange = defineRoute({
  id: 'requestEmailChange',
  method: 'POST',
  path: '/api/v1/me/email-change',
  summary: 'Change your e-mail address: a link is sent to the new one, which makes the change',
  tag,
  permission: 'signed-in',
  limits: [mailsOfAccount],
  body: z.strictObject({
    email,
    password: knownPassword.optional().describe('Left out by who has none'),
  }),
  status: 202,
  response: accepted,
  errors: ['password_wrong', 'sign_in_again', 'too_many_requests'],
});

export const confirmMyEmailChange = defineRoute({
  id: 'confirmMyEmailChange',
  method: 'PUT',
  path: '/api/v1/me/email-change',
  summary: 'Change the address of the account that is signed in by the link that was sent to it',
  tag,
  permission: 'signed-in',
  body: byLink,
  status: 204,
  errors: ['link_expired', 'link_of_another_account', 'email_taken'],
});

export const confirmEmailChange = defineRoute({
  id: 'confirmEmailChange',
  method: 'PUT',
  path: '/api/v1/auth/email-changes',
  summary: 'Change an account’s address by the link that was sent to it and the account’s password',
  tag,
  permission: 'public',
  limits: [linksByAddress],
  caller: 'ignored',
  body: byLinkAndPassword,
  status: 204,
  errors: ['link_expired', 'password_wrong', 'email_taken', 'too_many_requests'],
});

export const restoreEmail = defineRoute({
  id: 'restoreEmail',
  method: 'PUT',
  path: '/api/v1/auth/email-restorations',
  summary:
    'Take a change of the address back by the link that the old one got, with a new password',
  tag,
  permission: 'public',
  limits: [linksByAddress],
  caller: 'ignored',
  body: z.strictObject({ token: linkToken, password: newPassword }),
  status: 204,
  errors: ['link_expired', 'email_taken', 'too_many_requests'],
});
