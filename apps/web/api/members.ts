import type { ReceivedOf } from '@edumaster/http/contract';
import type { identityContracts } from '@edumaster/identity/contracts';
import { routeOf } from './route.ts';

type Identity = typeof identityContracts;

export type Member = ReceivedOf<Identity['listMembers']>['items'][number];
export type Invitation = ReceivedOf<Identity['listInvitations']>['items'][number];
export type InvitationPreview = ReceivedOf<Identity['readInvitation']>;
export type AccountSummary = ReceivedOf<Identity['searchAccounts']>['items'][number];
export type Account = ReceivedOf<Identity['readAccount']>;
export type AccountStatus = Account['accountStatus'];
export type AuditEntry = ReceivedOf<Identity['readAuditLog']>['items'][number];

export const memberRoutes = {
  listMembers: routeOf<Identity['listMembers']>('GET', '/api/v1/tenant/members'),
  inviteMember: routeOf<Identity['inviteMember']>('POST', '/api/v1/tenant/members'),
  removeMember: routeOf<Identity['removeMember']>('DELETE', '/api/v1/tenant/members/:userId'),
  changeMemberRoles: routeOf<Identity['changeMemberRoles']>(
    'PUT',
    '/api/v1/tenant/members/:userId/roles',
  ),
  listInvitations: routeOf<Identity['listInvitations']>('GET', '/api/v1/tenant/invitations'),
  resendInvitation: routeOf<Identity['resendInvitation']>(
    'POST',
    '/api/v1/tenant/invitations/:id/resend',
  ),
  withdrawInvitation: routeOf<Identity['withdrawInvitation']>(
    'DELETE',
    '/api/v1/tenant/invitations/:id',
  ),
  readInvitation: routeOf<Identity['readInvitation']>('POST', '/api/v1/invitations/preview'),
  acceptInvitation: routeOf<Identity['acceptInvitation']>('POST', '/api/v1/invitations/acceptance'),
  searchAccounts: routeOf<Identity['searchAccounts']>('GET', '/api/v1/admin/users'),
  readAccount: routeOf<Identity['readAccount']>('GET', '/api/v1/admin/users/:id'),
  changeAccountStatus: routeOf<Identity['changeAccountStatus']>(
    'PUT',
    '/api/v1/admin/users/:id/status',
  ),
  startImpersonation: routeOf<Identity['startImpersonation']>(
    'POST',
    '/api/v1/admin/impersonations',
  ),
  endImpersonation: routeOf<Identity['endImpersonation']>('DELETE', '/api/v1/impersonation'),
  readAuditLog: routeOf<Identity['readAuditLog']>('GET', '/api/v1/tenant/audit-log'),
};
