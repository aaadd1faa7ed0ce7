'use client';

import { LoadMore } from '@edumaster/ui/load-more';
import { useTranslations } from 'next-intl';
import type { useMorePages } from './use-more-pages.ts';

type Paging = Pick<ReturnType<typeof useMorePages>, 'cursor' | 'busy' | 'failed' | 'loadMore'>;

export function LoadMorePages({ paging }: { paging: Paging }) {
  const t = useTranslations('shell');
  if (!paging.cursor) return null;
  return (
    <LoadMore
      busy={paging.busy}
      label={t('loadMore')}
      busyLabel={t('loadingMore')}
      error={paging.failed ? t('loadMoreFailed') : undefined}
      onLoadMore={() => void paging.loadMore()}
    />
  );
}
