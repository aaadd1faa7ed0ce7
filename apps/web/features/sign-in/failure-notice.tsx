'use client';

import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useWaitingSentence } from '../shell/use-waiting-sentence.ts';
import type { FailureMessage } from './interaction-failure.ts';

/** Announced when it appears; an expired sign-in can only be begun again. */
export function FailureNotice({ failure }: { failure: FailureMessage | null }) {
  const t = useTranslations('signIn');
  const waitingSentence = useWaitingSentence();
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          {typeof failure === 'object' ? waitingSentence(failure) : t(failure)}{' '}
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
