import { defineRoute } from '@edumaster/http/contract';
import { timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { phoneNumber } from './fields.ts';

const tag = 'Identity';
const path = '/api/v1/me/phone-verification';

export const sendPhoneCode = defineRoute({
  id: 'sendPhoneCode',
  method: 'POST',
  path,
  summary: 'Have a code sent to a telephone number',
  tag,
  permission: 'signed-in',
  // A message costs money, and rings at somebody's.
  limits: [
    { name: 'phone-codes', by: 'account', most: 6, windowSeconds: 3_600 },
    { name: 'phone-codes-of-number', by: 'body.phoneNumber', most: 6, windowSeconds: 3_600 },
  ],
  body: z.strictObject({ phoneNumber }),
  status: 202,
  response: z.object({ phoneNumber: z.string(), expiresAt: timeSchema }),
  errors: ['too_many_requests'],
});

export const verifyPhone = defineRoute({
  id: 'verifyPhone',
  method: 'PUT',
  path,
  summary: 'Prove with the code that the number is yours; it becomes that of your account',
  tag,
  permission: 'signed-in',
  audited: true,
  limits: [{ name: 'phone-guesses', by: 'account', most: 30, windowSeconds: 3_600 }],
  body: z.strictObject({
    phoneNumber,
    code: z.string().regex(/^\d{6}$/, 'must be the six digits of the message'),
  }),
  status: 200,
  response: z.object({ phoneNumber: z.string(), verifiedAt: timeSchema }),
  errors: ['code_wrong', 'code_expired'],
});

export const removeMyAvatar = defineRoute({
  id: 'removeMyAvatar',
  method: 'DELETE',
  path: '/api/v1/me/avatar',
  summary: 'Remove your profile picture; a new one is an upload of purpose avatar',
  tag,
  permission: 'signed-in',
  status: 204,
  errors: [],
});
