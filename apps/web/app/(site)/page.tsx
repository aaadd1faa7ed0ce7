import { EmptyState } from '@edumaster/ui/empty-state';
import { Sprout } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentTenant, serverApi } from '#web/api/server-api.ts';
import { catalogueAddress } from '#web/features/catalogue/catalogue-query.ts';
import { CourseShelf } from '#web/features/home/course-shelf.tsx';
import { Hero } from '#web/features/home/hero.tsx';
import { Promises } from '#web/features/home/promises.tsx';
import { Subjects } from '#web/features/home/subjects.tsx';
import { TeachInvitation } from '#web/features/home/teach-invitation.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';

const shelfSize = 8;

export async function generateMetadata(): Promise<Metadata> {
  const [t, tenant] = await Promise.all([getTranslations('home'), currentTenant()]);
  return {
    title: { absolute: t('metaTitle', { name: tenant.name }) },
    description: t('metaDescription'),
    alternates: { canonical: '/' },
  };
}

export default async function HomePage() {
  const api = await serverApi();
  const [t, tenant, newest, popular, categories] = await Promise.all([
    getTranslations('home'),
    currentTenant(),
    api.searchCourses({ query: { sort: 'newest', limit: shelfSize } }),
    api.searchCourses({ query: { sort: 'popular', limit: shelfSize } }),
    api.listCategories(),
  ]);
  return (
    <>
      <Hero shown={popular.items} />
      <PageBody className="space-y-14 sm:space-y-20">
        <Subjects categories={categories.items} />
        {newest.items.length === 0 && (
          <EmptyState
            icon={<Sprout aria-hidden="true" />}
            title={t('emptyTitle')}
            description={t('emptyDescription')}
          />
        )}
        <CourseShelf
          title={t('popular')}
          href={catalogueAddress({ sort: 'popular' })}
          courses={popular.items}
        />
        <Promises />
        <CourseShelf
          title={t('newest')}
          href={catalogueAddress({ sort: 'newest' })}
          courses={newest.items}
        />
        {tenant.kind === 'marketplace' && <TeachInvitation />}
      </PageBody>
    </>
  );
}
