import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { kindSchema, placeSchema, tag } from './fields.ts';

const administeredTenant = placeSchema
  .extend({
    owners: z
      .array(z.object({ id: idSchema, name: z.string() }))
      .describe('Nobody of the marketplace, which its administrators run'),
    domains: z.array(z.string()).describe('Of its own, beside the address in `url`'),
    tier: z.string(),
    hasOwnDatabase: z.boolean().describe('Its rows are not in the platform’s database'),
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
  query: z.strictObject({
    ...pageQuery,
    q: z.string().max(120).optional().describe('Part of its name or of one of its addresses'),
    kind: kindSchema.optional(),
  }),
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

const limit = z.number().nullable();

export const listTiers = defineRoute({
  id: 'listTiers',
  method: 'GET',
  path: '/api/v1/admin/tiers',
  summary: 'What a tenant may be given, the smallest first; null is without limit',
  tag,
  permission: 'tenant.administer',
  status: 200,
  response: listOf(
    z
      .object({ tier: z.string(), members: limit, courses: limit, storageBytes: limit })
      .meta({ id: 'Tier' }),
  ),
  errors: [],
});
