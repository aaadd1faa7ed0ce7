import { idSchema, text } from '@edumaster/kernel/schemas';
import { z } from 'zod';

export const tag = 'Tenancy';

export const tenantName = text({ max: 120 });

export const kindSchema = z.enum(['marketplace', 'academy', 'organization']);

const brandingSchema = z.object({
  logoUrl: z.string().nullable(),
  primaryColor: z.string().nullable(),
});

export const tenantSchema = z
  .object({ id: idSchema, name: z.string(), kind: kindSchema, branding: brandingSchema })
  .meta({ id: 'Tenant' });

/** One that the caller has to do with. */
export const placeSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    kind: kindSchema,
    url: z.string().describe('The origin that it answers on'),
  })
  .meta({ id: 'Place' });
