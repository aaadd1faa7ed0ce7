import { Breadcrumbs } from '@edumaster/ui/breadcrumbs';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { ApplicationUnderReview } from '#web/features/instructor-review/application-under-review.tsx';
import { ReviewGate } from '#web/features/review-queue/review-gate.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('instructorReview');
  return { title: t('title'), robots: { index: false } };
}

export default async function ApplicationPage({
  params,
}: PageProps<'/moderation/instructors/[userId]'>) {
  const { userId } = await params;
  const returnTo = `/moderation/instructors/${userId}`;
  return <ReviewGate returnTo={returnTo}>{() => ApplicationOf(userId)}</ReviewGate>;
}

async function ApplicationOf(userId: string) {
  const api = await serverApi();
  const [t, tShell, application] = await Promise.all([
    getTranslations('instructorReview'),
    getTranslations('shell'),
    unlessStatus(api.getApplication({ params: { userId } }), [404, 422]),
  ]);
  if (!application) notFound();
  return (
    <>
      <Breadcrumbs label={tShell('breadcrumb')}>
        <Link href="/moderation/instructors" prefetch={false}>
          {t('title')}
        </Link>
        <span aria-current="page">{application.name}</span>
      </Breadcrumbs>
      <ClientMessages
        namespaces={['shell', 'errors', 'instructorReview', 'instructor', 'reviewQueue']}
      >
        <ApplicationUnderReview application={application} />
      </ClientMessages>
    </>
  );
}
