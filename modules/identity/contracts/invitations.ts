import type { RouteLimit } from '@edumaster/http/contract';
import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { email, roles } from './fields.ts';
import { tokensByAddress } from './limits.ts';

const tag = 'Members';

/** Each sends a mail to somebody who did not ask for it. */
const invitationsByAccount: RouteLimit = {
  name: 'invitation',
  by: 'account',
  most: 200,
  windowSeconds: 3600,
};

/** From all tenants together: nobody's mailbox is filled by invitations. */
const invitationsOfEmail: RouteLimit = {
  name: 'invitation-of-email',
  by: 'body.email',
  most: 5,
  windowSeconds: 3600,
};

const invitationSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    roles: z.array(z.string()),
    invitedBy: z.object({ id: idSchema, name: z.string().nullable() }),
    sentAt: timeSchema,
    expiresAt: timeSchema,
    isExpired: z.boolean(),
  })
  .meta({ id: 'Invitation' });

const byId = z.strictObject({ id: idSchema });
const byToken = z.strictObject({ token: z.string().min(1).max(200) });

export const inviteMember = defineRoute({
  id: 'inviteMember',
  method: 'POST',
  path: '/api/v1/tenant/members',
  summary:
    'Invite somebody by mail; with an account or without one, they are a member when they accept or next sign in here',
  tag,
  permission: 'member.invite',
  audited: true,
  limits: [invitationsByAccount, invitationsOfEmail],
  body: z.strictObject({ email, roles }),
  status: 201,
  response: invitationSchema,
  errors: ['role_not_yours_to_give', 'already_member', 'too_many_requests'],
});

export const listInvitations = defineRoute({
  id: 'listInvitations',
  method: 'GET',
  path: '/api/v1/tenant/invitations',
  summary:
    'Invitations that wait for an answer, of roles that the caller may give, the newest first',
  tag,
  permission: 'member.invite',
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(invitationSchema),
  errors: [],
});

export const resendInvitation = defineRoute({
  id: 'resendInvitation',
  method: 'POST',
  path: '/api/v1/tenant/invitations/:id/resend',
  summary: 'Send the mail again with a new link; the link before counts no more',
  tag,
  permission: 'member.invite',
  audited: true,
  limits: [invitationsByAccount],
  params: byId,
  status: 200,
  response: invitationSchema,
  errors: ['invitation_not_found', 'too_many_requests'],
});

export const withdrawInvitation = defineRoute({
  id: 'withdrawInvitation',
  method: 'DELETE',
  path: '/api/v1/tenant/invitations/:id',
  summary: 'Take an invitation back',
  tag,
  permission: 'member.invite',
  audited: true,
  params: byId,
  status: 204,
  errors: ['invitation_not_found'],
});

export const readInvitation = defineRoute({
  id: 'readInvitation',
  method: 'POST',
  path: '/api/v1/invitations/preview',
  summary: 'What the link of an invitation stands for',
  tag,
  permission: 'public',
  // The link says all. The page asks on the server, which no browser vouches for.
  caller: 'ignored',
  limits: [tokensByAddress],
  body: byToken,
  status: 200,
  response: z.object({
    email: z.string(),
    roles: z.array(z.string()),
    invitedBy: z.string().nullable().describe('Name of a person'),
    status: z.enum(['open', 'expired', 'accepted']),
  }),
  errors: ['invitation_not_found'],
});

export const acceptInvitation = defineRoute({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/api/v1/invitations/acceptance',
  summary: 'Become a member by the link of an invitation; done again it changes nothing',
  tag,
  permission: 'signed-in',
  limits: [tokensByAddress],
  body: byToken,
  status: 200,
  response: z.object({ roles: z.array(z.string()) }),
  errors: ['invitation_not_found', 'invitation_expired', 'invitation_for_another'],
});
