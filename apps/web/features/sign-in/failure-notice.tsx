'use client';

import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FailureMessage } from './interaction-failure.ts';

/** Announced when it appears; an expired sign-in can only be begun again. */
export function FailureNotice({ failure }: { failure: FailureMessage | null }) {
  const t = useTranslations('signIn');
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          {t(failure)}{' '}
          {failure === 'expired' && (
            <a href="/auth/sign-in?returnTo=%2F" className="font-semibold underline">
              {t('startOver')}
            </a>
          )}
        </Notice>
      )}
    </div>
  );
}
