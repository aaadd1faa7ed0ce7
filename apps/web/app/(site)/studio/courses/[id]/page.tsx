import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { CourseEditor } from '#web/features/studio/course-editor.tsx';
import { StudioGate } from '#web/features/studio/studio-gate.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio');
  return { title: t('title'), robots: { index: false } };
}

export default async function EditCoursePage({ params }: PageProps<'/studio/courses/[id]'>) {
  const { id } = await params;
  return <StudioGate returnTo={`/studio/courses/${id}`}>{() => Editor(id)}</StudioGate>;
}

async function Editor(id: string) {
  const api = await serverApi();
  const [course, categories] = await Promise.all([
    unlessStatus(api.getCourse({ params: { id } }), [404, 422]),
    api.listCategories(),
  ]);
  if (!course) notFound();
  return (
    <ClientMessages namespaces={['shell', 'errors', 'studio', 'course', 'courseCard']}>
      <DataProvider>
        <CourseEditor course={course} categories={categories.items} />
      </DataProvider>
    </ClientMessages>
  );
}
