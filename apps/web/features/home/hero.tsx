import { CourseCover } from '@edumaster/ui/course-cover';
import { getTranslations } from 'next-intl/server';
import type { CourseSummary } from '#web/api/courses.ts';
import { currentTenant } from '#web/api/server-api.ts';
import { SearchForm } from '../shell/search-form.tsx';

/** The first thing a visitor sees: what this is, and where to type. */
export async function Hero({ shown }: { shown: readonly CourseSummary[] }) {
  const [t, tenant] = await Promise.all([getTranslations('home'), currentTenant()]);
  const isMarketplace = tenant.kind === 'marketplace';
  return (
    <section className="relative overflow-hidden border-b border-line">
      <div className="mx-auto grid max-w-[88rem] items-center gap-10 px-4 py-14 sm:px-6 sm:py-20 lg:grid-cols-[1.15fr_1fr] lg:gap-16 lg:py-24">
        <div>
          <p className="mb-4 flex items-center gap-2.5 text-sm font-semibold text-brand-ink">
            <span aria-hidden="true" className="h-0.5 w-8 rounded-full bg-accent" />
            {t('eyebrow')}
          </p>
          <h1 className="font-display text-hero font-semibold">
            {isMarketplace ? t('headline') : t('academyHeadline', { name: tenant.name })}
          </h1>
          <p className="mt-5 max-w-xl text-lg leading-relaxed text-ink-soft">
            {isMarketplace ? t('lead') : t('academyLead')}
          </p>
          <SearchForm
            label={t('findCourse')}
            className="mt-8 max-w-xl [&_input]:min-h-14 [&_input]:border-line-strong/60 [&_input]:bg-surface [&_input]:ps-12 [&_input]:text-base [&_input]:shadow-card [&_svg]:start-4.5"
          />
        </div>
        <Mosaic shown={shown} />
      </div>
    </section>
  );
}

/** A glimpse of what is taught. Only decoration: the same courses are listed below. */
function Mosaic({ shown }: { shown: readonly CourseSummary[] }) {
  if (shown.length < tiles.length) return null;
  return (
    <div aria-hidden="true" className="grid grid-cols-6 gap-3 max-lg:hidden">
      {shown.slice(0, tiles.length).map((course, index) => (
        <div key={course.id} className={`overflow-hidden rounded-card shadow-lift ${tiles[index]}`}>
          <CourseCover
            title={course.title}
            category={course.category}
            imageUrl={course.thumbnailUrl ?? undefined}
            className="h-full"
            eager
          />
        </div>
      ))}
    </div>
  );
}

const tiles = [
  'col-span-4 row-span-2',
  'col-span-2 mt-8',
  'col-span-2',
  'col-span-3 -mt-1',
  'col-span-3 -mt-1',
];
