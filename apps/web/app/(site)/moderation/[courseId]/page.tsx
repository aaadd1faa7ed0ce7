import { Breadcrumbs } from '@edumaster/ui/breadcrumbs';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { CourseUnderReview } from '#web/features/review-queue/course-under-review.tsx';
import { ReviewGate } from '#web/features/review-queue/review-gate.tsx';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reviewQueue');
  return { title: t('title'), robots: { index: false } };
}

export default async function ReviewPage({ params }: PageProps<'/moderation/[courseId]'>) {
  const { courseId } = await params;
  return <ReviewGate returnTo={`/moderation/${courseId}`}>{() => ReviewOf(courseId)}</ReviewGate>;
}

async function ReviewOf(courseId: string) {
  const api = await serverApi();
  const [t, tShell, course] = await Promise.all([
    getTranslations('reviewQueue'),
    getTranslations('shell'),
    unlessStatus(api.getCourse({ params: { id: courseId } }), [404, 422]),
  ]);
  if (!course) notFound();
  return (
    <>
      <Breadcrumbs label={tShell('breadcrumb')}>
        <Link href="/moderation" prefetch={false}>
          {t('title')}
        </Link>
        <span aria-current="page">{course.title}</span>
      </Breadcrumbs>
      <ClientMessages
        namespaces={['shell', 'errors', 'reviewQueue', 'player', 'course', 'courseCard']}
      >
        <DataProvider>
          <CourseUnderReview course={course} />
        </DataProvider>
      </ClientMessages>
    </>
  );
}
