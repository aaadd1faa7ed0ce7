import { AppError } from '@edumaster/kernel';

/**
 * Roles of a membership: the first four on the marketplace, the last three in an academy or an
 * organization.
 */
export const roleNames = [
  'student',
  'instructor',
  'moderator',
  'admin',
  'owner',
  'staff',
  'member',
] as const;

export type Role = (typeof roleNames)[number];

/** Each role once, in a fixed order. @throws AppError `validation_failed` for an unknown one */
export function checkedRoles(given: readonly string[]): readonly Role[] {
  const unknown = given.find((role) => !roleNames.some((name) => name === role));
  if (unknown !== undefined) {
    const message = `${JSON.stringify(unknown)} is not a role; there are ${roleNames.join(', ')}`;
    throw new AppError('validation_failed', { errors: [{ path: 'roles', message }] });
  }
  return roleNames.filter((name) => given.includes(name));
}
