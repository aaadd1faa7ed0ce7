import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { placeSchema, tag } from './fields.ts';

const administeredTenant = placeSchema
  .extend({
    tier: z.string(),
    hasOwnDatabase: z.boolean(),
    createdAt: timeSchema,
  })
  .meta({ id: 'AdministeredTenant' });

export const listTenants = defineRoute({
  id: 'listTenants',
  method: 'GET',
  path: '/api/v1/admin/tenants',
  summary: 'Every tenant of the installation, the newest first',
  tag,
  permission: 'tenant.administer',
  query: z.strictObject({ ...pageQuery, q: z.string().max(120).optional() }),
  status: 200,
  response: listOf(administeredTenant),
  errors: [],
});

export const changeTier = defineRoute({
  id: 'changeTier',
  method: 'PUT',
  path: '/api/v1/admin/tenants/:id/tier',
  summary: 'Change what a tenant may have',
  tag,
  permission: 'tenant.administer',
  audited: true,
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ tier: z.string().min(1).max(31) }),
  status: 200,
  response: administeredTenant,
  errors: ['tenant_not_found'],
});
