import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { confirmation, refusalsOfConfirmation } from './confirmation.ts';

const tag = 'Ways to sign in';

const provider = z.object({ id: z.string(), name: z.string() }).meta({ id: 'SignInProvider' });

export const providerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const listSignInProviders = defineRoute({
  id: 'listSignInProviders',
  method: 'GET',
  path: '/api/v1/sign-in-providers',
  summary: 'Where else people can have an account to sign in by',
  tag,
  permission: 'public',
  caller: 'ignored',
  status: 200,
  response: z.object({ items: z.array(provider), nextCursor: z.null() }),
  errors: [],
});

export const linkedSignInSchema = z
  .object({
    id: idSchema,
    provider: z.string().describe('Its name, or its address when it is not offered any more'),
    email: z.string(),
    createdAt: timeSchema,
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: 'LinkedSignIn' });

export const listLinkedSignIns = defineRoute({
  id: 'listLinkedSignIns',
  method: 'GET',
  path: '/api/v1/me/linked-sign-ins',
  summary: 'Accounts elsewhere by which you can sign in',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: z.object({ items: z.array(linkedSignInSchema), nextCursor: z.null() }),
  errors: [],
});

export const linkSignIn = defineRoute({
  id: 'linkSignIn',
  method: 'POST',
  path: '/api/v1/me/linked-sign-ins',
  summary: 'Begin to link an account elsewhere; the browser that asks has to go there itself',
  tag,
  permission: 'signed-in',
  body: z.strictObject({ provider: providerId, ...confirmation }),
  status: 200,
  response: z.object({ redirectTo: z.string().describe('Where the browser goes on to') }),
  errors: [
    ...refusalsOfConfirmation,
    'platform_host_required',
    'provider_unknown',
    'provider_unavailable',
  ],
});

export const unlinkSignIn = defineRoute({
  id: 'unlinkSignIn',
  method: 'POST',
  path: '/api/v1/me/linked-sign-ins/:id/removal',
  summary: 'Stop signing in by an account elsewhere; the last way to sign in stays',
  tag,
  permission: 'signed-in',
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject(confirmation),
  status: 204,
  errors: [...refusalsOfConfirmation, 'not_found', 'last_way_to_sign_in'],
});
