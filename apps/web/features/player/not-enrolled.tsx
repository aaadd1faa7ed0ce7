'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { StageMessage } from './stage-message.tsx';

export function NotEnrolled({ courseSlug }: { courseSlug: string }) {
  const t = useTranslations('player');
  return (
    <StageMessage
      icon={<LockKeyhole aria-hidden="true" />}
      title={t('notEnrolledTitle')}
      text={t('notEnrolledText')}
      action={
        <Link href={`/courses/${courseSlug}`} prefetch={false} className={buttonStyle()}>
          {t('toCourse')}
        </Link>
      }
    />
  );
}
