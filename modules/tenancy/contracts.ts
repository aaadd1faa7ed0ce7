import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tenant = z
  .object({
    id: idSchema,
    name: z.string(),
    kind: z.enum(['marketplace', 'academy', 'organization']),
    branding: z.object({ logoUrl: z.string().nullable(), primaryColor: z.string().nullable() }),
  })
  .meta({ id: 'Tenant' });

export const readTenant = defineRoute({
  id: 'readTenant',
  method: 'GET',
  path: '/api/v1/tenant',
  summary: 'The marketplace, academy or organization of this host',
  tag: 'Tenancy',
  permission: 'public',
  status: 200,
  response: tenant,
  errors: [],
});

export const tenancyContracts = { readTenant };
