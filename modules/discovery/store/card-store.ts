import type { Tx } from '@edumaster/database';
import type { Card } from '../domain/card.ts';
import { type Facets, type Filters, noFacets, type Sort } from '../domain/search.ts';
import { wordsOfCard } from '../domain/words.ts';

/** A course that was found, with what is counted beside its card. */
export interface FoundCourse {
  readonly card: Card;
  /** With the discount that runs now, in minor units. */
  readonly priceNow: number;
  readonly enrollmentCount: number;
  readonly ratingSum: number;
  readonly ratingCount: number;
  readonly place: Place;
}

/** Where a course stands in an order. */
export interface Place {
  readonly key: number;
  readonly courseId: string;
}

export interface SearchPage {
  /** A tsquery. */
  readonly query: string | undefined;
  readonly filters: Filters;
  readonly sort: Sort;
  readonly after: Place | undefined;
  readonly limit: number;
}

export async function putCard(tx: Tx, card: Card): Promise<void> {
  await tx.rows({
    name: 'discovery.put-card',
    text: 'select discovery.put_card($1, $2)',
    values: [card, wordsOfCard(card)],
  });
}

export async function removeCard(tx: Tx, courseId: string): Promise<void> {
  await tx.rows({
    name: 'discovery.remove-card',
    text: 'select discovery.remove_card($1)',
    values: [courseId],
  });
}

export async function countEnrollment(tx: Tx, courseId: string): Promise<void> {
  await tx.rows({
    name: 'discovery.count-enrollment',
    text: 'select discovery.count_enrollment($1)',
    values: [courseId],
  });
}

interface FoundRow {
  readonly courseId: string;
  readonly key: number;
  readonly card: Card;
  readonly priceNow: number;
  readonly enrollmentCount: number;
  readonly ratingSum: number;
  readonly ratingCount: number;
}

interface SearchRow {
  readonly counts: { readonly total: number; readonly facets: Partial<Facets> };
  readonly found: readonly FoundRow[];
}

export interface FoundPage {
  readonly found: readonly FoundCourse[];
  readonly total: number;
  readonly facets: Facets;
}

/** A page and what is counted beside it; one statement, so that they speak of the same courses. */
export async function searchCourses(tx: Tx, search: SearchPage): Promise<FoundPage> {
  const { query, filters, sort, after, limit } = search;
  const [row] = await tx.rows<SearchRow>({
    name: 'discovery.search-courses',
    text: `select discovery.count_facets($1, $2, $7) as counts,
             coalesce((select json_agg(page) from (
               select course_id as "courseId", sort_key as key, card, price_now as "priceNow",
                      enrollment_count as "enrollmentCount", rating_sum as "ratingSum",
                      rating_count as "ratingCount"
               from discovery.search_courses($1, $2, $3, $4, $5, $6, $7)) as page), '[]') as found`,
    values: [query ?? null, filters, sort, after?.key, after?.courseId, limit, tx.ctx.now],
  });
  const { total = 0, facets } = row?.counts ?? {};
  const found = (row?.found ?? []).map(({ key, courseId, ...same }) => ({
    ...same,
    place: { key, courseId },
  }));
  return { found, total, facets: { ...noFacets, ...facets } };
}

export interface Suggestion {
  readonly title: string;
  readonly slug: string;
}

export function suggestTitles(tx: Tx, query: string, limit: number): Promise<Suggestion[]> {
  return tx.rows<Suggestion>({
    name: 'discovery.suggest-titles',
    text: 'select title, slug from discovery.suggest_titles($1, $2)',
    values: [query, limit],
  });
}
