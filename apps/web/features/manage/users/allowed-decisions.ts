import type { Me } from '#web/api/identity.ts';
import type { Account } from '#web/api/members.ts';

export type Decision = 'suspend' | 'ban' | 'reinstate';

type Viewer = Pick<Me, 'id' | 'roles'>;

const staffRoles = ['moderator', 'admin'];

/** What the viewer may decide, to show no button that the API would refuse. */
export function allowedDecisions(viewer: Viewer, account: Account): readonly Decision[] {
  const { accountStatus: status } = account;
  if (viewer.id === account.id || status === 'deleted') return [];
  const isAdmin = viewer.roles.includes('admin');
  if (!isAdmin && (isStaff(account) || status === 'banned')) return [];
  const decisions: readonly (Decision | false)[] = [
    status === 'active' ? 'suspend' : 'reinstate',
    isAdmin && status !== 'banned' && 'ban',
  ];
  return decisions.filter((decision) => decision !== false);
}

export function mayActAs(viewer: Viewer, account: Account): boolean {
  const isOther = viewer.id !== account.id && account.accountStatus === 'active';
  return viewer.roles.includes('admin') && isOther && !isStaff(account);
}

function isStaff({ roles }: Account): boolean {
  return roles.some((role) => staffRoles.includes(role));
}
