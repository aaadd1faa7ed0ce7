import { EmptyState } from '@edumaster/ui/empty-state';
import { Coffee } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { PageHeading } from '../shell/page-body.tsx';
import { ReviewQueues } from './review-queues.tsx';

export interface QueuePageProps {
  readonly queue: 'courses' | 'instructors';
  readonly isEmpty: boolean;
  /** The list of what waits. */
  readonly children: ReactNode;
}

/** Where the words of each queue are. */
const words = { courses: 'reviewQueue', instructors: 'instructorReview' } as const;

/** What waits for a decision, or that nothing does. */
export function QueuePage({ queue, isEmpty, children }: QueuePageProps) {
  const t = useTranslations(words[queue]);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ReviewQueues current={queue} />
      {isEmpty ? (
        <EmptyState
          icon={<Coffee aria-hidden="true" />}
          title={t('emptyTitle')}
          description={t('emptyDescription')}
        />
      ) : (
        <ClientMessages namespaces={['shell', 'errors', words[queue]]}>{children}</ClientMessages>
      )}
    </>
  );
}
