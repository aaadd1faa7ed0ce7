import { coverHues } from '@edumaster/ui/cover-art';
import { ArrowRight } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { Category } from '#web/api/courses.ts';
import { catalogueAddress } from '../catalogue/catalogue-query.ts';

export async function Subjects({ categories }: { categories: readonly Category[] }) {
  const t = await getTranslations('home');
  const top = categories.filter(({ parentId }) => !parentId);
  if (top.length === 0) return null;
  return (
    <section aria-labelledby="subjects">
      <h2 id="subjects" className="mb-5 font-display text-heading font-semibold">
        {t('categories')}
      </h2>
      <ul className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 md:grid-cols-3 xl:grid-cols-4">
        {top.map(({ id, slug, name }) => (
          <li key={id}>
            <Link
              href={catalogueAddress({ category: slug })}
              prefetch={false}
              className="group flex min-h-14 items-center gap-3 rounded-control border border-line bg-surface px-4 font-medium shadow-xs transition-colors hover:border-line-strong/50 hover:bg-sunken"
            >
              <span
                aria-hidden="true"
                className="size-2.5 rounded-full"
                style={{ backgroundColor: coverHues(slug).mid }}
              />
              <span className="grow">{name}</span>
              <ArrowRight
                aria-hidden="true"
                className="size-4 text-ink-faint transition-transform group-hover:translate-x-0.5 rtl:rotate-180"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
