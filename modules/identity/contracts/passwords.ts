import { defineRoute } from '@edumaster/http/contract';
import { timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { email, knownPassword, linkToken, newPassword } from './fields.ts';
import { linksByAddress, mailsByAddress, resetsOfEmail } from './limits.ts';

const tag = 'Identity';

/** The same whatever became of it, so that it tells nothing of an address. */
export const accepted = z
  .object({ status: z.literal('accepted') })
  .meta({ id: 'Accepted', description: 'A mail follows, when there is a reason for one' });

export const requestPasswordReset = defineRoute({
  id: 'requestPasswordReset',
  method: 'POST',
  path: '/api/v1/auth/password-resets',
  summary: 'Have a link to a new password sent; the answer is the same for any address',
  tag,
  permission: 'public',
  limits: [mailsByAddress, resetsOfEmail],
  caller: 'ignored',
  body: z.strictObject({ email }),
  status: 202,
  response: accepted,
  errors: ['too_many_requests'],
});

export const resetPassword = defineRoute({
  id: 'resetPassword',
  method: 'PUT',
  path: '/api/v1/auth/password-resets',
  summary: 'Set a new password by the link that was sent; everybody who is signed in is signed out',
  tag,
  permission: 'public',
  limits: [linksByAddress],
  caller: 'ignored',
  body: z.strictObject({ token: linkToken, password: newPassword }),
  status: 204,
  errors: ['link_expired', 'too_many_requests'],
});

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'PUT',
  path: '/api/v1/me/password',
  summary: 'Change your password, or set the first one; all your other sign-ins end',
  tag,
  permission: 'signed-in',
  body: z.strictObject({
    currentPassword: knownPassword.optional().describe('Left out by who has none yet'),
    newPassword,
  }),
  status: 204,
  errors: ['password_wrong', 'sign_in_again', 'too_many_requests'],
});

export const readMySecurity = defineRoute({
  id: 'readMySecurity',
  method: 'GET',
  path: '/api/v1/me/security',
  summary: 'How your account is secured',
  tag,
  permission: 'signed-in',
  status: 200,
  response: z
    .object({
      hasPassword: z.boolean(),
      passwordChangedAt: timeSchema.nullable(),
      pendingEmail: z
        .string()
        .nullable()
        .describe('The address that the account changes to when its link is opened'),
    })
    .meta({ id: 'AccountSecurity' }),
  errors: [],
});
