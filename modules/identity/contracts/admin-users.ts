import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { accountStatus, reason } from './fields.ts';

const tag = 'Accounts';

const accountSummary = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    roles: z.array(z.string()).describe('On the marketplace'),
    accountStatus,
    createdAt: timeSchema,
  })
  .meta({ id: 'AccountSummary' });

const account = accountSummary
  .extend({
    memberships: z.array(z.object({ tenantId: idSchema, roles: z.array(z.string()) })),
    lastSeenAt: timeSchema.nullable().describe('In a browser'),
  })
  .meta({ id: 'Account' });

const byId = z.strictObject({ id: idSchema });

export const searchAccounts = defineRoute({
  id: 'searchAccounts',
  method: 'GET',
  path: '/api/v1/admin/users',
  summary: 'Accounts of the whole installation, the newest first',
  tag,
  permission: 'account.read',
  query: z.strictObject({
    ...pageQuery,
    q: text({ min: 0, max: 100 })
      .optional()
      .describe('Beginnings of words of the name, or the beginning of the e-mail address'),
    status: accountStatus.optional(),
  }),
  status: 200,
  response: listOf(accountSummary),
  errors: [],
});

export const readAccount = defineRoute({
  id: 'readAccount',
  method: 'GET',
  path: '/api/v1/admin/users/:id',
  summary: 'One account with its memberships',
  tag,
  permission: 'account.read',
  params: byId,
  status: 200,
  response: account,
  errors: ['person_not_found'],
});

export const changeAccountStatus = defineRoute({
  id: 'changeAccountStatus',
  method: 'PUT',
  path: '/api/v1/admin/users/:id/status',
  summary: 'Suspend, ban or reinstate an account; its sign-ins end at once',
  tag,
  permission: 'account.change-status',
  audited: true,
  params: byId,
  body: z.strictObject({ status: z.enum(['active', 'suspended', 'banned']), reason }),
  status: 200,
  response: account,
  errors: ['person_not_found', 'own_account', 'account_out_of_reach', 'account_is_deleted'],
});
