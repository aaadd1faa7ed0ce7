import type { Me } from '#web/api/identity.ts';

export interface ManageSection {
  readonly href: string;
  readonly label: 'members' | 'users' | 'tenants' | 'system' | 'auditLog' | 'settings';
  /** Whose section it is; the API decides again on every request. */
  readonly roles: readonly string[];
}

/** What those who run a marketplace, an academy or an organization find below `/manage`. */
const manageSections: readonly ManageSection[] = [
  { href: '/manage/members', label: 'members', roles: ['admin', 'owner', 'staff'] },
  { href: '/manage/users', label: 'users', roles: ['admin', 'moderator'] },
  { href: '/manage/tenants', label: 'tenants', roles: ['admin'] },
  { href: '/manage/system', label: 'system', roles: ['admin'] },
  { href: '/manage/settings', label: 'settings', roles: ['owner'] },
  { href: '/manage/audit-log', label: 'auditLog', roles: ['admin', 'owner'] },
];

export function sectionsFor(person: Me | null): readonly ManageSection[] {
  return manageSections.filter(({ roles }) => person?.roles.some((role) => roles.includes(role)));
}

export function maySee(person: Me | null, href: string): boolean {
  return sectionsFor(person).some((section) => section.href === href);
}
