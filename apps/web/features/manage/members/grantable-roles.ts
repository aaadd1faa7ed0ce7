import type { Me } from '#web/api/identity.ts';
import type { RoleName } from '../role-name.ts';

/** What each role may give and take, to show no button that the API would refuse. */
const grantable: Readonly<Record<string, readonly RoleName[]>> = {
  admin: ['student', 'instructor', 'moderator', 'admin'],
  owner: ['member', 'staff', 'owner'],
  staff: ['member'],
};

export function grantableRoles(person: Pick<Me, 'roles'>): readonly RoleName[] {
  return [...new Set(person.roles.flatMap((role) => grantable[role] ?? []))];
}

export function mayChangeRoles(person: Pick<Me, 'roles'>): boolean {
  return person.roles.some((role) => role === 'admin' || role === 'owner');
}

/** All roles that there are, the weakest first: also those to filter by. */
export function rolesOfKind(kind: string): readonly RoleName[] {
  return kind === 'marketplace'
    ? ['student', 'instructor', 'moderator', 'admin']
    : ['member', 'staff', 'owner'];
}
