import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { Clapperboard, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { serverApi } from '#web/api/server-api.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { MyCourses } from '#web/features/studio/my-courses.tsx';
import { StudioGate } from '#web/features/studio/studio-gate.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio');
  return { title: t('title'), robots: { index: false } };
}

export default function StudioPage() {
  return <StudioGate returnTo="/studio">{CourseOverview}</StudioGate>;
}

async function CourseOverview() {
  const api = await serverApi();
  const [t, page] = await Promise.all([
    getTranslations('studio'),
    api.listMyCourses({ query: {} }),
  ]);
  const newCourse = (
    <Link href="/studio/courses/new" prefetch={false} className={buttonStyle()}>
      <Plus aria-hidden="true" />
      {t('newCourse')}
    </Link>
  );
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} action={newCourse} />
      {page.items.length > 0 ? (
        <ClientMessages namespaces={['shell', 'errors', 'studio', 'courseCard']}>
          <MyCourses first={page.items} nextCursor={page.nextCursor} />
        </ClientMessages>
      ) : (
        <EmptyState
          icon={<Clapperboard aria-hidden="true" />}
          title={t('emptyTitle')}
          description={t('emptyDescription')}
          action={newCourse}
        />
      )}
    </>
  );
}
