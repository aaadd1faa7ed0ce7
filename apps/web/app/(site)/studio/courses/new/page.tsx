import { Breadcrumbs } from '@edumaster/ui/breadcrumbs';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { serverApi } from '#web/api/server-api.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { NewCourseForm } from '#web/features/studio/details/new-course-form.tsx';
import { StudioGate } from '#web/features/studio/studio-gate.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio');
  return { title: t('newCourse'), robots: { index: false } };
}

export default function NewCoursePage() {
  return <StudioGate returnTo="/studio/courses/new">{NewCourse}</StudioGate>;
}

async function NewCourse() {
  const api = await serverApi();
  const [t, tShell, categories] = await Promise.all([
    getTranslations('studio'),
    getTranslations('shell'),
    api.listCategories(),
  ]);
  return (
    <div className="mx-auto max-w-3xl">
      <Breadcrumbs label={tShell('breadcrumb')}>
        <Link href="/studio" prefetch={false}>
          {t('title')}
        </Link>
        <span aria-current="page">{t('newCourse')}</span>
      </Breadcrumbs>
      <div className="mt-4">
        <PageHeading title={t('create.title')} lead={t('create.lead')} />
      </div>
      <ClientMessages namespaces={['shell', 'errors', 'studio', 'courseCard']}>
        <NewCourseForm categories={categories.items} />
      </ClientMessages>
    </div>
  );
}
