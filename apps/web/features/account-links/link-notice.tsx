'use client';

import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LinkFailure } from './link-failure.ts';

/** Announced when it appears. */
export function LinkNotice({ failure }: { failure: LinkFailure | null }) {
  const t = useTranslations('accountLinks');
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          {t(failure)}
        </Notice>
      )}
    </div>
  );
}
