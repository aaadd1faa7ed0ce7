import { buttonStyle } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { BadgeCheck, Hourglass, MessageSquareWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Application } from '#web/api/instructors.ts';

/** How the application stands, and what is next. */
export function ApplicationStatus({ application }: { application: Application }) {
  const t = useTranslations('instructor');
  const { status, details, missing } = application;
  if (status === 'verified') {
    return (
      <Notice tone="brand" icon={<BadgeCheck aria-hidden="true" />}>
        <p className="font-semibold">{t('verifiedTitle')}</p>
        <p>{t('verifiedText')}</p>
        <Link href="/studio" className={`mt-3 ${buttonStyle({ size: 'sm' })}`}>
          {t('toStudio')}
        </Link>
      </Notice>
    );
  }
  if (status === 'rejected') {
    return (
      <Notice tone="danger" icon={<MessageSquareWarning aria-hidden="true" />}>
        <p className="font-semibold">{t('rejectedTitle')}</p>
        <p className="whitespace-pre-line">{details?.reason}</p>
        <p className="mt-2">{t('rejectedText')}</p>
      </Notice>
    );
  }
  if (status === 'none') return null;
  return (
    <Notice tone="accent" icon={<Hourglass aria-hidden="true" />}>
      <p className="font-semibold">{t('pendingTitle')}</p>
      {missing.length > 0 ? (
        <>
          <p>{t('pendingMissing')}</p>
          <ul className="mt-1 list-disc ps-5">
            {missing.map((part) => (
              <li key={part}>{t(`parts.${part}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('pendingWhole')}</p>
      )}
    </Notice>
  );
}
