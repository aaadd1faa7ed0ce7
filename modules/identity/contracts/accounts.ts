import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { logInsByAddress, signUpsByAddress, signUpsOfEmail, tokensByAddress } from './limits.ts';
import { email, knownPassword, newPassword, personName, phoneNumber } from './fields.ts';
import { typedCode } from './one-time-codes.ts';

const tag = 'Identity';

export const userSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    phoneNumber: z.string().optional(),
    avatarUrl: z.string().optional().describe('From the root; 64 and 512 instead of 128 work too'),
    roles: z.array(z.string()).describe('In the tenant of this host'),
    emailVerified: z.boolean(),
    accountStatus: z.enum(['active', 'suspended', 'banned', 'deleted']),
  })
  .meta({ id: 'User' });

const membership = z.object({ tenantId: idSchema, roles: z.array(z.string()) });
const impersonation = z
  .object({
    by: z.object({ id: idSchema, name: z.string() }),
    reason: z.string(),
    expiresAt: timeSchema,
  })
  .describe('Who of the staff acts as this person, and until when; left out otherwise');
const me = userSchema
  .extend({ memberships: z.array(membership), impersonation: impersonation.optional() })
  .meta({ id: 'Me' });

const tokens = {
  accessToken: z.string().describe('For the header Authorization: Bearer'),
  refreshToken: z.string().describe('For one use'),
  expiresIn: z.int().describe('Seconds that the access token is valid for'),
};
const loggedIn = z.object({ user: userSchema, ...tokens }).meta({ id: 'LoggedIn' });
const tokenPair = z.object(tokens).meta({ id: 'TokenPair' });

export const register = defineRoute({
  id: 'register',
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Create an account and log in',
  tag,
  permission: 'public',
  caller: 'ignored',
  limits: [signUpsByAddress, signUpsOfEmail],
  body: z.strictObject({ email, password: newPassword, name: personName }),
  status: 201,
  response: loggedIn,
  errors: ['email_taken'],
});

export const logIn = defineRoute({
  id: 'logIn',
  method: 'POST',
  path: '/api/v1/auth/login',
  summary: 'Log in with a password',
  tag,
  permission: 'public',
  caller: 'ignored',
  limits: [logInsByAddress],
  body: z.strictObject({
    email: z.string().min(1).max(254),
    password: knownPassword,
    oneTimeCode: typedCode
      .optional()
      .describe('Of the app or a recovery code, when the answer was one_time_code_required'),
  }),
  status: 200,
  response: loggedIn,
  errors: [
    'invalid_credentials',
    'account_not_active',
    'one_time_code_required',
    'invalid_one_time_code',
    'too_many_requests',
  ],
});

export const refresh = defineRoute({
  id: 'refresh',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'Exchange a refresh token for a new pair; one that was used ends the whole log-in',
  tag,
  permission: 'public',
  caller: 'ignored',
  limits: [tokensByAddress],
  body: z.strictObject({ refreshToken: z.string().min(1).max(500) }),
  status: 200,
  response: tokenPair,
  errors: ['invalid_refresh_token'],
});

export const logOut = defineRoute({
  id: 'logOut',
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'End the log-in that a refresh token belongs to',
  tag,
  permission: 'public',
  caller: 'ignored',
  limits: [tokensByAddress],
  body: z.strictObject({ refreshToken: z.string().min(1).max(500) }),
  status: 204,
  errors: [],
});

export const readMe = defineRoute({
  id: 'readMe',
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is logged in',
  tag,
  permission: 'signed-in',
  status: 200,
  response: me,
  errors: [],
});

export const changeMe = defineRoute({
  id: 'changeMe',
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change your own profile',
  tag,
  permission: 'signed-in',
  body: z.strictObject({
    name: personName.optional(),
    phoneNumber: phoneNumber.nullable().optional(),
  }),
  status: 200,
  response: me,
  errors: [],
});
