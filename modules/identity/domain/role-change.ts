import { failure, type Outcome, success } from '@edumaster/kernel';
import type { Role } from './role.ts';
import { runningRoles } from './tenant-roles.ts';

/** Who may give and take what. Everything else is for nobody. */
const grantable: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['student', 'instructor', 'moderator', 'admin'],
  owner: ['owner', 'staff', 'member'],
  staff: ['member'],
  moderator: [],
  instructor: [],
  student: [],
  member: [],
};

export interface Member {
  readonly personId: string;
  readonly roles: readonly string[];
  /** Not suspended, banned or gone. */
  readonly isActive: boolean;
}

export interface RoleChange {
  /** The operator of the installation may do what keeps somebody in charge. */
  readonly by: Pick<Member, 'personId' | 'roles'> | 'operator';
  readonly of: Pick<Member, 'personId' | 'roles'>;
  /** Empty: no member any more. */
  readonly next: readonly string[];
  /** At least those who run the tenant, as they are now. */
  readonly members: readonly Member[];
}

export type RoleChangeRefusal = 'role_not_yours_to_give' | 'own_roles' | 'last_in_charge';

/** Whether these roles may give and take all of those. */
export function mayGrant(roles: readonly string[], granted: readonly string[]): boolean {
  const own = new Set(rolesGrantedBy(roles));
  return granted.every((role) => own.has(role));
}

export function rolesGrantedBy(roles: readonly string[]): readonly string[] {
  return roles.flatMap((role) => (isRole(role) ? grantable[role] : []));
}

export function checkRoleChange(change: RoleChange): Outcome<undefined, RoleChangeRefusal> {
  const { by, of, next } = change;
  const added = next.filter((role) => !of.roles.includes(role));
  const removed = of.roles.filter((role) => !next.includes(role));
  if (by !== 'operator') {
    if (by.personId === of.personId && added.length > 0) return failure('own_roles');
    const isOwnToLeave = by.personId === of.personId && added.length === 0;
    const touched = [...added, ...removed];
    if (!isOwnToLeave && !mayGrant(by.roles, touched)) return failure('role_not_yours_to_give');
  }
  return removesTheLast(change) ? failure('last_in_charge') : success(undefined);
}

/** Somebody who is suspended is in charge of nothing. */
function removesTheLast({ of, next, members }: RoleChange): boolean {
  if (!doRun(of.roles) || doRun(next)) return false;
  return !members.some(
    ({ personId, roles, isActive }) => personId !== of.personId && isActive && doRun(roles),
  );
}

/** Whether these are roles of somebody who runs the tenant. */
export function doRun(roles: readonly string[]): boolean {
  return roles.some((role) => runningRoles.some((running) => running === role));
}

function isRole(role: string): role is Role {
  return role in grantable;
}
