import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { consentPurposes } from '../domain/consent.ts';
import { knownPassword } from './fields.ts';

const tag = 'Privacy';

const exportSchema = z
  .object({
    id: idSchema,
    status: z.enum(['requested', 'ready', 'failed', 'expired']),
    requestedAt: timeSchema,
    readyAt: timeSchema.nullable(),
    expiresAt: timeSchema.nullable().describe('When the file is deleted'),
    size: z.int().nullable().describe('Bytes'),
  })
  .meta({ id: 'PersonalExport' });

const consentSchema = z
  .object({
    purpose: z.enum(consentPurposes),
    isGiven: z.boolean(),
    version: z.string().nullable().describe('Of the text that was decided about'),
    currentVersion: z.string(),
    url: z.string().nullable().describe('Where the text can be read'),
    decidedAt: timeSchema.nullable(),
    isRevocable: z.boolean(),
  })
  .meta({ id: 'Consent' });

export const requestExport = defineRoute({
  id: 'requestExport',
  method: 'POST',
  path: '/api/v1/me/exports',
  summary: 'Ask for everything that is known of you, as a file',
  tag,
  permission: 'signed-in',
  limits: [{ name: 'exports', by: 'account', most: 5, windowSeconds: 24 * 3600 }],
  status: 202,
  response: z.object({ id: idSchema }),
  errors: ['export_waiting'],
});

export const listExports = defineRoute({
  id: 'listExports',
  method: 'GET',
  path: '/api/v1/me/exports',
  summary: 'The files that you asked for, the newest first',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: z.object({ items: z.array(exportSchema) }),
  errors: [],
});

export const readExport = defineRoute({
  id: 'readExport',
  method: 'GET',
  path: '/api/v1/me/exports/:id/file',
  summary: 'The file itself, as a download',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: z
    .looseObject({ gatheredAt: timeSchema })
    .describe('Account and places, by module; what is in there grows with the product'),
  errors: ['export_not_found'],
});

export const eraseMe = defineRoute({
  id: 'eraseMe',
  method: 'POST',
  path: '/api/v1/me/erasure',
  summary: 'Delete your account and everything that is known of you, at once and for ever',
  tag,
  permission: 'signed-in',
  body: z.strictObject({
    password: knownPassword.optional().describe('Of the account, where it has one'),
    email: z.string().max(254).describe('Of the account, to say that you mean it'),
  }),
  status: 204,
  errors: ['password_wrong', 'sign_in_again', 'too_many_requests', 'runs_a_place_alone'],
});

export const listConsents = defineRoute({
  id: 'listConsents',
  method: 'GET',
  path: '/api/v1/me/consents',
  summary: 'What you agreed to',
  tag,
  permission: 'signed-in',
  status: 200,
  response: z.object({ items: z.array(consentSchema) }),
  errors: [],
});

export const decideConsent = defineRoute({
  id: 'decideConsent',
  method: 'PUT',
  path: '/api/v1/me/consents/:purpose',
  summary: 'Agree to something, or take it back',
  tag,
  permission: 'signed-in',
  params: z.strictObject({ purpose: z.enum(consentPurposes) }),
  body: z.strictObject({ isGiven: z.boolean() }),
  status: 200,
  response: z.object({ items: z.array(consentSchema) }),
  errors: ['consent_needed', 'not_found'],
});
