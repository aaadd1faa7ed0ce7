'use client';

import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AccountNotice } from '../account/account-notice.tsx';
import type { Failure } from './ways-failure.ts';

/** Announced when it appears. */
export function FailureLine({ failure }: { failure: Failure | null }) {
  const t = useTranslations('waysToSignIn');
  if (failure?.of === 'account') return <AccountNotice failure={failure.because} />;
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          {t(failure.because)}
        </Notice>
      )}
    </div>
  );
}
