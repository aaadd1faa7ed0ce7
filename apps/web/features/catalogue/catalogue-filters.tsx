'use client';

import { Button, buttonStyle } from '@edumaster/ui/button';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useTransition,
} from 'react';
import type { Category, FacetValue } from '#web/api/courses.ts';
import {
  catalogueAddress,
  type CatalogueQuery,
  courseLevels,
  courseSorts,
  hasFilters,
  readCatalogueQuery,
} from './catalogue-query.ts';
import { type FilterOption, FilterSelect } from './filter-select.tsx';

const pauseOfTypingMs = 350;

export interface CatalogueFiltersProps {
  readonly query: CatalogueQuery;
  readonly categories: readonly Category[];
  readonly counts: Readonly<Record<string, readonly FacetValue[] | undefined>>;
  /** How many were found. */
  readonly summary: ReactNode;
}

/** A plain GET form; with scripts it follows each change without a press of the button. */
export function CatalogueFilters({ query, categories, counts, summary }: CatalogueFiltersProps) {
  const t = useTranslations('catalogue');
  const tCard = useTranslations('courseCard');
  const form = useRef<HTMLFormElement>(null);
  const { follow, followSoon, isPending } = useFollowForm(form);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    follow();
  };
  const categoryOptions = categories.map(({ slug, name }) => ({ value: slug, label: name }));
  const levelOptions = courseLevels.map((level) => ({ value: level, label: tCard(level) }));
  const priceOptions = (['free', 'paid'] as const).map((value) => ({ value, label: t(value) }));
  const withCounts = (options: readonly FilterOption[], name: string) =>
    options.map((option) => ({
      ...option,
      count: counts[name]?.find(({ value }) => value === option.value)?.count,
    }));
  return (
    <form
      ref={form}
      action="/courses"
      onSubmit={onSubmit}
      onChange={followSoon}
      aria-label={t('filters')}
      className="grid grid-cols-2 gap-3 lg:grid-cols-[minmax(16rem,2fr)_repeat(3,minmax(9rem,1fr))_minmax(11rem,1fr)]"
    >
      <SearchWords defaultValue={query.q} />
      <FilterSelect
        name="category"
        label={t('category')}
        anyLabel={t('anyCategory')}
        value={query.category}
        options={withCounts(categoryOptions, 'category')}
      />
      <FilterSelect
        name="level"
        label={t('level')}
        anyLabel={t('anyLevel')}
        value={query.level}
        options={withCounts(levelOptions, 'level')}
      />
      <FilterSelect
        name="price"
        label={t('price')}
        anyLabel={t('anyPrice')}
        value={query.price}
        options={withCounts(priceOptions, 'price')}
      />
      <NativeSelect
        key={query.sort}
        name="sort"
        aria-label={t('sort')}
        defaultValue={query.sort || (query.q ? 'relevance' : 'newest')}
      >
        {courseSorts
          .filter((sort) => sort !== 'relevance' || query.q)
          .map((sort) => (
            <option key={sort} value={sort}>
              {t(sortLabels[sort])}
            </option>
          ))}
      </NativeSelect>
      <div className="col-span-full flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        {summary}
        <noscript>
          <Button type="submit">{t('apply')}</Button>
        </noscript>
        {hasFilters(query) && (
          <Link
            href={catalogueAddress({ q: query.q })}
            prefetch={false}
            className={buttonStyle({ variant: 'soft', size: 'sm' })}
          >
            {t('clear')}
          </Link>
        )}
        <span role="status" className="text-sm text-ink-soft">
          {isPending ? t('updating') : ''}
        </span>
      </div>
    </form>
  );
}

const sortLabels = {
  relevance: 'sortRelevance',
  newest: 'sortNewest',
  popular: 'sortPopular',
  price_asc: 'sortPriceAsc',
  price_desc: 'sortPriceDesc',
} as const;

function SearchWords({ defaultValue }: { defaultValue: string }) {
  const t = useTranslations('shell');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The words changed elsewhere, by "back" or another link; never under somebody's hands.
    if (input.current && document.activeElement !== input.current) {
      input.current.value = defaultValue;
    }
  }, [defaultValue]);
  return (
    <div className="relative max-lg:col-span-full">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-4.5 text-ink-faint"
      />
      <input
        ref={input}
        type="search"
        name="q"
        defaultValue={defaultValue}
        maxLength={200}
        autoComplete="off"
        aria-label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        className="min-h-11 w-full rounded-control border border-line-strong/60 bg-surface ps-10.5 pe-3 shadow-xs placeholder:text-ink-faint hover:border-line-strong focus-visible:border-brand"
      />
    </div>
  );
}

function useFollowForm(form: RefObject<HTMLFormElement | null>) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  function follow() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const fields = Object.fromEntries(
      [...new FormData(form.current)].map(([name, value]) => [name, String(value)]),
    );
    const address = catalogueAddress(readCatalogueQuery(fields));
    startTransition(() => router.replace(address, { scroll: false }));
  }
  function followSoon(event: FormEvent) {
    clearTimeout(timer.current);
    const isTyping = event.target instanceof HTMLInputElement;
    timer.current = setTimeout(follow, isTyping ? pauseOfTypingMs : 0);
  }
  return { follow, followSoon, isPending };
}
