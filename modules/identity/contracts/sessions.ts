import { defineRoute } from '@edumaster/http/contract';
import { listOf, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Identity';
const id = z.string().regex(/^[\w-]{10,100}$/, 'must be the id of a sign-in');

const session = z
  .object({
    id,
    kind: z.enum(['browser', 'program']),
    device: z.string().describe('As its owner would call it, for example `Firefox on Windows`'),
    place: z.string().describe('The network that it was last used from, for example 203.0.113.*'),
    hosts: z.array(z.string()).describe('That it is signed in on'),
    createdAt: timeSchema,
    lastSeenAt: timeSchema.describe('To about ten minutes'),
    isCurrent: z.boolean().describe('It is the one that asks'),
  })
  .meta({ id: 'SignedInDevice' });

export const listMySessions = defineRoute({
  id: 'listMySessions',
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: 'Where you are signed in; all of it on one page',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: listOf(session),
  errors: [],
});

export const endMySession = defineRoute({
  id: 'endMySession',
  method: 'DELETE',
  path: '/api/v1/me/sessions/:id',
  summary: 'Sign one of your devices out, on all hosts',
  tag,
  permission: 'signed-in',
  params: z.strictObject({ id }),
  status: 204,
  errors: ['sign_in_not_found'],
});

export const endMySessions = defineRoute({
  id: 'endMySessions',
  method: 'POST',
  path: '/api/v1/me/sessions/end',
  summary: 'Sign out everywhere',
  tag,
  permission: 'signed-in',
  body: z.strictObject({
    keepCurrent: z.boolean().describe('The device that asks stays signed in'),
  }),
  status: 204,
  errors: [],
});
