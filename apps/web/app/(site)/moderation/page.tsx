import { EmptyState } from '@edumaster/ui/empty-state';
import { Coffee } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { ReviewQueues } from '#web/features/instructor-review/review-queues.tsx';
import { ReviewGate } from '#web/features/review-queue/review-gate.tsx';
import { ReviewList } from '#web/features/review-queue/review-list.tsx';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reviewQueue');
  return { title: t('title'), robots: { index: false } };
}

export default function ModerationPage() {
  return <ReviewGate returnTo="/moderation">{Queue}</ReviewGate>;
}

async function Queue() {
  const api = await serverApi();
  const [t, page] = await Promise.all([
    getTranslations('reviewQueue'),
    api.listReviews({ query: {} }),
  ]);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ReviewQueues current="courses" />
      {page.items.length > 0 ? (
        <ClientMessages namespaces={['shell', 'errors', 'reviewQueue']}>
          <ReviewList first={page.items} nextCursor={page.nextCursor} />
        </ClientMessages>
      ) : (
        <EmptyState
          icon={<Coffee aria-hidden="true" />}
          title={t('emptyTitle')}
          description={t('emptyDescription')}
        />
      )}
    </>
  );
}
