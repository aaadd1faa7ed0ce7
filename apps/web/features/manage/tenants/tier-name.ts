import type { useTranslations } from 'next-intl';

/** Those that come with the platform; an operator may add others, which are shown as they are called. */
const known = ['free', 'team', 'business', 'unlimited'] as const;

export function tierName(t: ReturnType<typeof useTranslations<'manageTenants'>>, tier: string) {
  const name = known.find((one) => one === tier);
  return name ? t(`tiers.${name}`) : tier;
}
