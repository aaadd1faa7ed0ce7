import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { accountStatus, roles } from './fields.ts';

const tag = 'Members';

const memberSchema = z
  .object({
    userId: idSchema,
    name: z.string(),
    email: z.string().optional().describe('For those who may see addresses'),
    roles: z.array(z.string()),
    accountStatus,
    joinedAt: timeSchema,
  })
  .meta({ id: 'Member' });

const byUser = z.strictObject({ userId: idSchema });

export const listMembers = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/api/v1/tenant/members',
  summary: 'Who is a member here, those who joined first first',
  tag,
  permission: 'member.list',
  query: z.strictObject({
    ...pageQuery,
    q: text({ min: 0, max: 100 })
      .optional()
      .describe('Beginnings of words of the name, or the beginning of the e-mail address'),
    role: roles.element.optional(),
  }),
  status: 200,
  response: listOf(memberSchema),
  errors: [],
});

export const changeMemberRoles = defineRoute({
  id: 'changeMemberRoles',
  method: 'PUT',
  path: '/api/v1/tenant/members/:userId/roles',
  summary: 'Replace the roles of a member; counts at once',
  tag,
  permission: 'member.change-roles',
  audited: true,
  params: byUser,
  body: z.strictObject({ roles }),
  status: 200,
  response: memberSchema,
  errors: ['member_not_found', 'role_not_yours_to_give', 'own_roles', 'last_in_charge'],
});

export const removeMember = defineRoute({
  id: 'removeMember',
  method: 'DELETE',
  path: '/api/v1/tenant/members/:userId',
  summary: 'End a membership with all its roles; counts at once',
  tag,
  permission: 'member.remove',
  audited: true,
  params: byUser,
  status: 204,
  errors: ['member_not_found', 'role_not_yours_to_give', 'last_in_charge'],
});
