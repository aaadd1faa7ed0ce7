import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { ApplicationList } from '#web/features/instructor-review/application-list.tsx';
import { QueuePage } from '#web/features/review-queue/queue-page.tsx';
import { ReviewGate } from '#web/features/review-queue/review-gate.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('instructorReview');
  return { title: t('title'), robots: { index: false } };
}

export default function ApplicationsPage() {
  return <ReviewGate returnTo="/moderation/instructors">{Queue}</ReviewGate>;
}

async function Queue() {
  const api = await serverApi();
  const { items, nextCursor } = await api.listApplications({ query: {} });
  return (
    <QueuePage queue="instructors" isEmpty={items.length === 0}>
      <ApplicationList first={items} nextCursor={nextCursor} />
    </QueuePage>
  );
}
