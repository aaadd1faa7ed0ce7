import { defineRoute } from '@edumaster/http/contract';
import { listOf } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { placeSchema, tag, tenantName, tenantSchema } from './fields.ts';

export const readTenant = defineRoute({
  id: 'readTenant',
  method: 'GET',
  path: '/api/v1/tenant',
  summary: 'The marketplace, academy or organization of this host',
  tag,
  permission: 'public',
  status: 200,
  response: tenantSchema,
  errors: [],
});

export const changeTenant = defineRoute({
  id: 'changeTenant',
  method: 'PATCH',
  path: '/api/v1/tenant',
  summary: 'Change the academy or organization of this host',
  tag,
  permission: 'tenant.change',
  audited: true,
  body: z.strictObject({ name: tenantName.optional() }),
  status: 200,
  response: tenantSchema,
  errors: [],
});

export const createTenant = defineRoute({
  id: 'createTenant',
  method: 'POST',
  path: '/api/v1/tenants',
  summary: 'Open an academy or an organization and become its owner',
  tag,
  permission: 'signed-in',
  limits: [{ name: 'new-tenants', by: 'account', most: 30, windowSeconds: 3_600 }],
  body: z.strictObject({
    name: tenantName,
    subdomain: z
      .string()
      .min(1)
      .max(100)
      .describe('Its first address, below the host of the platform'),
    kind: z.enum(['academy', 'organization']),
  }),
  status: 201,
  response: placeSchema,
  errors: ['subdomain_taken', 'too_many_tenants', 'verified_email_needed', 'marketplace_only'],
});

export const checkSubdomain = defineRoute({
  id: 'checkSubdomain',
  method: 'GET',
  path: '/api/v1/tenants/availability',
  summary: 'Whether a new academy or organization can have this subdomain',
  tag,
  permission: 'signed-in',
  limits: [{ name: 'subdomain-checks', by: 'account', most: 120, windowSeconds: 60 }],
  query: z.strictObject({ subdomain: z.string().max(100) }),
  status: 200,
  response: z
    .object({
      isAvailable: z.boolean(),
      url: z.string().describe('Where it would answer'),
      reason: z
        .enum(['invalid', 'too_short', 'too_long', 'reserved', 'taken'])
        .nullable()
        .describe('Why it is not available'),
    })
    .meta({ id: 'SubdomainAvailability' }),
  errors: [],
});

export const listMyTenants = defineRoute({
  id: 'listMyTenants',
  method: 'GET',
  path: '/api/v1/me/tenants',
  summary: 'Where the caller is a member, in the order of joining',
  tag,
  permission: 'signed-in',
  status: 200,
  response: listOf(
    placeSchema
      .extend({ roles: z.array(z.string()), isHere: z.boolean().describe('It is this host’s') })
      .meta({ id: 'MyTenant' }),
  ),
  errors: [],
});
