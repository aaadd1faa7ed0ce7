import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { Category } from '#web/api/courses.ts';
import { serverApi } from '#web/api/server-api.ts';
import { CatalogueFilters } from '#web/features/catalogue/catalogue-filters.tsx';
import {
  catalogueAddress,
  type CatalogueQuery,
  readCatalogueQuery,
  searchOf,
} from '#web/features/catalogue/catalogue-query.ts';
import { CatalogueResults } from '#web/features/catalogue/catalogue-results.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata({ searchParams }: PageProps<'/courses'>): Promise<Metadata> {
  const t = await getTranslations('catalogue');
  const query = readCatalogueQuery(await searchParams);
  return {
    title: query.q ? t('titleFor', { q: query.q }) : t('title'),
    description: t('metaDescription'),
    // Only the subjects are worth a place in a search engine; words and filters are endless.
    alternates: { canonical: catalogueAddress({ category: query.category }) },
    ...(query.q ? { robots: { index: false, follow: true } } : {}),
  };
}

export default async function CataloguePage({ searchParams }: PageProps<'/courses'>) {
  const query = readCatalogueQuery(await searchParams);
  const api = await serverApi();
  const [t, found, categories] = await Promise.all([
    getTranslations('catalogue'),
    api.searchCourses({ query: searchOf(query) }),
    api.listCategories(),
  ]);
  return (
    <PageBody>
      <ClientMessages namespaces={['shell', 'errors', 'catalogue', 'courseCard']}>
        <h1 className="mb-6 font-display text-title font-semibold">
          <CatalogueTitle query={query} categories={categories.items} />
        </h1>
        <CatalogueFilters
          query={query}
          categories={categories.items}
          counts={found.facets ?? {}}
          summary={
            <p role="status" className="text-ink-soft">
              {t('count', { count: found.total })}
              {found.correctedQuery && ` · ${t('corrected', { q: found.correctedQuery })}`}
            </p>
          }
        />
        <section aria-label={t('results')} className="mt-3">
          {found.items.length > 0 ? (
            <CatalogueResults
              key={JSON.stringify(query)}
              query={query}
              first={found.items}
              nextCursor={found.nextCursor}
            />
          ) : (
            <NothingFound />
          )}
        </section>
      </ClientMessages>
    </PageBody>
  );
}

interface CatalogueTitleProps {
  readonly query: CatalogueQuery;
  readonly categories: readonly Category[];
}

async function CatalogueTitle({ query, categories }: CatalogueTitleProps) {
  const t = await getTranslations('catalogue');
  if (query.q) return t('titleFor', { q: query.q });
  const category = categories.find(({ slug }) => slug === query.category);
  return category ? t('titleIn', { category: category.name }) : t('title');
}

async function NothingFound() {
  const t = await getTranslations('catalogue');
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title={t('emptyTitle')}
      description={t('emptyDescription')}
      action={
        <Link href="/courses" prefetch={false} className={buttonStyle({ variant: 'secondary' })}>
          {t('seeAll')}
        </Link>
      }
    />
  );
}
