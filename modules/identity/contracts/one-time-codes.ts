import { defineRoute } from '@edumaster/http/contract';
import { timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { confirmation, refusalsOfConfirmation } from './confirmation.ts';

const tag = 'Ways to sign in';

/** Six digits of the app, or a recovery code. */
export const typedCode = z.string().min(1, 'must not be empty').max(40);

const madeRecoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()) })
  .describe('Shown this once: each signs in one time without the app');

export const readOneTimeCodes = defineRoute({
  id: 'readOneTimeCodes',
  method: 'GET',
  path: '/api/v1/me/one-time-codes',
  summary: 'Whether you are asked for a one-time code after your password',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: z.object({
    isOn: z.boolean(),
    since: timeSchema.nullable(),
    recoveryCodesLeft: z.int(),
  }),
  errors: [],
});

export const setUpOneTimeCodes = defineRoute({
  id: 'setUpOneTimeCodes',
  method: 'POST',
  path: '/api/v1/me/one-time-codes',
  summary: 'A secret for an authenticator app; nothing changes until a code confirms it',
  tag,
  permission: 'signed-in',
  body: z.strictObject(confirmation),
  status: 201,
  response: z.object({
    secret: z.string().describe('Base32, to be typed'),
    address: z.string().describe('otpauth address, to be shown as a QR code'),
  }),
  errors: [...refusalsOfConfirmation, 'one_time_codes_on'],
});

export const confirmOneTimeCodes = defineRoute({
  id: 'confirmOneTimeCodes',
  method: 'POST',
  path: '/api/v1/me/one-time-codes/confirmation',
  summary: 'Turn one-time codes on by a code of the app',
  tag,
  permission: 'signed-in',
  body: z.strictObject({ code: typedCode }),
  status: 200,
  response: madeRecoveryCodes,
  errors: ['invalid_one_time_code', 'one_time_codes_on', 'one_time_codes_off', 'too_many_requests'],
});

export const turnOffOneTimeCodes = defineRoute({
  id: 'turnOffOneTimeCodes',
  method: 'POST',
  path: '/api/v1/me/one-time-codes/removal',
  summary: 'Turn one-time codes off; the recovery codes end with them',
  tag,
  permission: 'signed-in',
  body: z.strictObject(confirmation),
  status: 204,
  errors: [...refusalsOfConfirmation],
});

export const renewRecoveryCodes = defineRoute({
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/v1/me/recovery-codes',
  summary: 'New recovery codes instead of all that you have',
  tag,
  permission: 'signed-in',
  body: z.strictObject(confirmation),
  status: 201,
  response: madeRecoveryCodes,
  errors: [...refusalsOfConfirmation, 'one_time_codes_off'],
});
