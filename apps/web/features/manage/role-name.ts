const roleNames = [
  'student',
  'instructor',
  'moderator',
  'admin',
  'owner',
  'staff',
  'member',
] as const;

export type RoleName = (typeof roleNames)[number];

export function isRoleName(role: string): role is RoleName {
  return roleNames.some((name) => name === role);
}
