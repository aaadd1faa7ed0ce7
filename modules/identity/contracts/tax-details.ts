import { defineRoute } from '@edumaster/http/contract';
import { idSchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { taxNumberKinds } from '../domain/tax-numbers/countries.ts';

const tag = 'Instructors';

const written = z.string().min(1).max(60);
const numbers = z.strictObject(
  Object.fromEntries(taxNumberKinds.map((kind) => [kind, written.optional()])) as Record<
    (typeof taxNumberKinds)[number],
    z.ZodOptional<typeof written>
  >,
);

export const taxDetails = z
  .object({
    country: z.string(),
    legalName: z.string(),
    numbers: z.array(z.object({ kind: z.enum(taxNumberKinds), number: z.string() })),
    updatedAt: timeSchema,
  })
  .meta({ id: 'TaxDetails' });

export const changeTaxDetails = defineRoute({
  id: 'changeTaxDetails',
  method: 'PUT',
  path: '/api/v1/me/tax-details',
  summary: 'Say where and under which numbers you pay taxes; they are kept encrypted',
  tag,
  permission: 'signed-in',
  audited: true,
  body: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, 'must be a country in two capital letters'),
    legalName: text({ max: 200 }).describe('As it stands in your papers'),
    numbers: numbers.describe('Spaces and hyphens do not matter'),
  }),
  status: 200,
  response: taxDetails,
  errors: [],
});

export const readMyTaxDetails = defineRoute({
  id: 'readMyTaxDetails',
  method: 'GET',
  path: '/api/v1/me/tax-details',
  summary: 'What you said about your taxes, the numbers masked',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: taxDetails,
  errors: ['tax_details_not_found'],
});

export const readTaxDetails = defineRoute({
  id: 'readTaxDetails',
  method: 'GET',
  path: '/api/v1/instructors/:userId/tax-details',
  summary: 'The numbers in full; each view is written down',
  tag,
  permission: 'tax-details.read',
  audited: true,
  whileImpersonating: 'refused',
  params: z.strictObject({ userId: idSchema }),
  status: 200,
  response: taxDetails,
  errors: ['tax_details_not_found'],
});
