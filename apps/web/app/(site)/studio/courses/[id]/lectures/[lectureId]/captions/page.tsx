import { EmptyState } from '@edumaster/ui/empty-state';
import { ArrowLeft, Film } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { CaptionStudio } from '#web/features/captions/caption-studio.tsx';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { StudioGate } from '#web/features/studio/studio-gate.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

type Props = PageProps<'/studio/courses/[id]/lectures/[lectureId]/captions'>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('captions');
  return { title: t('title'), robots: { index: false } };
}

export default async function CaptionsPage({ params }: Props) {
  const { id, lectureId } = await params;
  return (
    <StudioGate returnTo={`/studio/courses/${id}/lectures/${lectureId}/captions`}>
      {() => Studio(id, lectureId)}
    </StudioGate>
  );
}

async function Studio(courseId: string, lectureId: string) {
  const [t, api] = await Promise.all([getTranslations('captions'), serverApi()]);
  const course = await unlessStatus(api.getCourse({ params: { id: courseId } }), [404, 422]);
  const lectures = course?.sections.flatMap((section) => section.lectures) ?? [];
  const lecture = lectures.find(({ id }) => id === lectureId);
  if (!course || lecture?.kind !== 'video') notFound();
  return (
    <>
      <Link
        href={`/studio/courses/${course.id}`}
        prefetch={false}
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {t('back')}
      </Link>
      <PageHeading title={t('titleOf', { lecture: lecture.title })} lead={t('lead')} />
      {lecture.mediaId ? (
        <ClientMessages namespaces={['shell', 'errors', 'captions', 'player', 'transcript']}>
          <DataProvider>
            <CaptionStudio
              courseId={course.id}
              lectureId={lecture.id}
              lectureTitle={lecture.title}
              mediaId={lecture.mediaId}
            />
          </DataProvider>
        </ClientMessages>
      ) : (
        <EmptyState
          icon={<Film aria-hidden="true" />}
          title={t('noVideoTitle')}
          description={t('noVideoText')}
        />
      )}
    </>
  );
}
