'use client';

import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useWaitingSentence } from '../shell/use-waiting-sentence.ts';
import type { LinkFailure } from './link-failure.ts';

/** Announced when it appears. */
export function LinkNotice({ failure }: { failure: LinkFailure | null }) {
  const t = useTranslations('accountLinks');
  const waitingSentence = useWaitingSentence();
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          {typeof failure === 'object' ? waitingSentence(failure) : t(failure)}
        </Notice>
      )}
    </div>
  );
}
