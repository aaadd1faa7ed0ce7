import type { CourseLevel, CourseSearch, CourseSort } from '#web/api/courses.ts';

export const courseSorts = ['relevance', 'newest', 'popular', 'price_asc', 'price_desc'] as const;
export const courseLevels = ['beginner', 'intermediate', 'advanced'] as const;
export const pageSize = 24;

/** What the address of the catalogue says; everything in it was typed by somebody. */
export interface CatalogueQuery {
  readonly q: string;
  readonly category: string;
  readonly level: CourseLevel | '';
  readonly price: 'free' | 'paid' | '';
  readonly sort: CourseSort | '';
}

export type AddressQuery = Readonly<Record<string, string | string[] | undefined>>;

export function readCatalogueQuery(address: AddressQuery): CatalogueQuery {
  const text = (name: string) => {
    const value = address[name];
    return (Array.isArray(value) ? value[0] : value)?.trim().slice(0, 200) ?? '';
  };
  const oneOf = <Value extends string>(name: string, values: readonly Value[]): Value | '' =>
    values.find((value) => value === text(name)) ?? '';
  return {
    q: text('q'),
    category: text('category').slice(0, 80),
    level: oneOf('level', courseLevels),
    price: oneOf('price', ['free', 'paid']),
    sort: oneOf('sort', courseSorts),
  };
}

/** What the API is asked. Without words the best match means nothing: the newest come first. */
export function searchOf(query: CatalogueQuery, cursor?: string): CourseSearch {
  const { q, category, level, price, sort } = query;
  return {
    q: q || undefined,
    category: category || undefined,
    level: level || undefined,
    price: price || undefined,
    sort: sort || (q ? 'relevance' : 'newest'),
    limit: pageSize,
    cursor,
  };
}

/** The address of these results; what was not chosen is left out. */
export function catalogueAddress(query: Partial<CatalogueQuery>): string {
  const chosen = Object.entries(query).filter(([, value]) => value);
  const search = new URLSearchParams(chosen).toString();
  return search ? `/courses?${search}` : '/courses';
}

export function hasFilters({ category, level, price }: CatalogueQuery): boolean {
  return Boolean(category || level || price);
}
