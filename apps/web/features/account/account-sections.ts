import type { Messages } from '#web/i18n/locales.ts';

export interface AccountSection {
  readonly href: `/account/${string}`;
  readonly label: keyof Messages['account'];
}

/** The pages of one's own account, in the order of its navigation. */
export const accountSections: readonly AccountSection[] = [
  { href: '/account/profile', label: 'profile' },
  { href: '/account/instructor', label: 'teaching' },
  { href: '/account/security', label: 'security' },
  { href: '/account/devices', label: 'devices' },
  { href: '/account/security-log', label: 'activity' },
  { href: '/account/privacy', label: 'privacy' },
];
