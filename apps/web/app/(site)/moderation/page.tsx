import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { QueuePage } from '#web/features/review-queue/queue-page.tsx';
import { ReviewGate } from '#web/features/review-queue/review-gate.tsx';
import { ReviewList } from '#web/features/review-queue/review-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reviewQueue');
  return { title: t('title'), robots: { index: false } };
}

export default function ModerationPage() {
  return <ReviewGate returnTo="/moderation">{Queue}</ReviewGate>;
}

async function Queue() {
  const api = await serverApi();
  const { items, nextCursor } = await api.listReviews({ query: {} });
  return (
    <QueuePage queue="courses" isEmpty={items.length === 0}>
      <ReviewList first={items} nextCursor={nextCursor} />
    </QueuePage>
  );
}
