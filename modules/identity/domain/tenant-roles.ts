import { AppError } from '@edumaster/kernel';
import { checkedRoles, type Role } from './role.ts';

export type TenantKind = 'marketplace' | 'academy' | 'organization';

const schoolRoles = ['owner', 'staff', 'member'] as const;

/** Which roles there are where. */
export const rolesOfKind: Readonly<Record<TenantKind, readonly Role[]>> = {
  marketplace: ['student', 'instructor', 'moderator', 'admin'],
  academy: schoolRoles,
  organization: schoolRoles,
};

/** The roles of those who run a tenant: somebody must be left who has one. */
export const runningRoles: readonly Role[] = ['admin', 'owner'];

/** Each role once, in a fixed order. @throws AppError `validation_failed` for one of elsewhere */
export function rolesIn(kind: TenantKind, given: readonly string[]): readonly Role[] {
  const roles = checkedRoles(given);
  const foreign = roles.find((role) => !rolesOfKind[kind].includes(role));
  if (foreign === undefined) return roles;
  const message = `${foreign} is no role here; there are ${rolesOfKind[kind].join(', ')}`;
  throw new AppError('validation_failed', { errors: [{ path: 'roles', message }] });
}
