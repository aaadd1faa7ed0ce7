'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Tier } from '#web/api/tenancy.ts';

const gibibyte = 1024 ** 3;
const tebibyte = 1024 ** 4;

/** What a tenant of this tier may have, in one line. */
export function TierLimits({ tier }: { readonly tier: Tier }) {
  const t = useTranslations('manageTenants');
  const format = useFormatter();
  const { members, courses, storageBytes } = tier;
  const sizeOf = (bytes: number) =>
    bytes >= tebibyte
      ? `${format.number(bytes / tebibyte, { maximumFractionDigits: 1 })} TB`
      : `${format.number(bytes / gibibyte, { maximumFractionDigits: 1 })} GB`;
  return (
    <p aria-live="polite" className="text-sm text-ink-soft">
      {[
        members === null ? t('unlimitedMembers') : t('members', { count: members }),
        courses === null ? t('unlimitedCourses') : t('courses', { count: courses }),
        storageBytes === null
          ? t('unlimitedStorage')
          : t('storage', { size: sizeOf(storageBytes) }),
      ].join(' · ')}
    </p>
  );
}
