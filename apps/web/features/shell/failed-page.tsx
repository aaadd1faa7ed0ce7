'use client';

import { Button } from '@edumaster/ui/button';
import { ErrorState } from '@edumaster/ui/error-state';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { PageBody } from './page-body.tsx';

export interface FailedPageProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** What a part of the site shows when rendering it failed. */
export function FailedPage({ error, reset }: FailedPageProps) {
  const t = useTranslations('errors');
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <PageBody>
      <ErrorState
        headingLevel="h1"
        title={t('title')}
        description={t('description')}
        action={<Button onClick={retry}>{t('retry')}</Button>}
        reference={error.digest ? t('reference', { id: error.digest }) : undefined}
      />
    </PageBody>
  );
}
