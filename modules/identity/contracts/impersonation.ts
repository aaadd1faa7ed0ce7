import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { reason } from './fields.ts';

const tag = 'Support';

export const startImpersonation = defineRoute({
  id: 'startImpersonation',
  method: 'POST',
  path: '/api/v1/admin/impersonations',
  summary: 'Act as somebody else in this browser, for a while and for a reason',
  tag,
  permission: 'account.impersonate',
  audited: true,
  body: z.strictObject({ userId: idSchema, reason, minutes: z.int().min(1).max(60) }),
  status: 201,
  response: z.object({
    id: idSchema,
    person: z.object({ id: idSchema, name: z.string() }),
    expiresAt: timeSchema,
  }),
  errors: [
    'person_not_found',
    'own_account',
    'account_out_of_reach',
    'account_not_active',
    'browser_required',
    'sign_in_again',
    'already_impersonating',
  ],
});

export const endImpersonation = defineRoute({
  id: 'endImpersonation',
  method: 'DELETE',
  path: '/api/v1/impersonation',
  summary: 'Be oneself again; done again it changes nothing',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'allowed',
  status: 204,
  errors: [],
});
