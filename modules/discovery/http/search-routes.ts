import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import type { QueryOf } from '@edumaster/http/contract';
import { Injectable } from '@nestjs/common';
import { searchCourses, suggestCourses } from '../contracts.ts';
import type { Filters } from '../domain/search.ts';
import { SearchCourses } from '../queries/search-courses.ts';
import { SuggestCourses } from '../queries/suggest-courses.ts';
import { presentFoundCourse } from './present-found-course.ts';

@Injectable()
export class SearchRoutes {
  constructor(
    private readonly search: SearchCourses,
    private readonly suggestions: SuggestCourses,
  ) {}

  @Route(searchCourses)
  async searchCourses({
    ctx,
    query,
  }: Call<typeof searchCourses>): Promise<HandlerAnswer<typeof searchCourses>> {
    const { q = '', sort, cursor, limit } = query;
    const filters = filtersOf(query);
    const search = { q, filters, sort: sort || 'relevance', cursor, limit } as const;
    const { items, facets, total, nextCursor } = await this.search.run(ctx, search);
    const { category, level, language, price, rating } = facets;
    return {
      items: items.map(presentFoundCourse),
      facets: {
        category: [...category],
        level: [...level],
        language: [...language],
        price: [...price],
        rating: [...rating],
      },
      total,
      nextCursor,
    };
  }

  @Route(suggestCourses)
  async suggestCourses({
    ctx,
    query,
  }: Call<typeof suggestCourses>): Promise<HandlerAnswer<typeof suggestCourses>> {
    const items = await this.suggestions.run(ctx, { q: query.q });
    return { items: [...items], nextCursor: null };
  }
}

const filterNames = [
  'category',
  'tag',
  'instructor',
  'level',
  'language',
  'price',
  'minPrice',
  'maxPrice',
  'rating',
] as const satisfies readonly (keyof Filters)[];

/** Only those that were given. Tags are stored in lower case. */
function filtersOf(query: QueryOf<typeof searchCourses>): Filters {
  const given = filterNames.flatMap((name) => {
    const value = name === 'tag' ? query.tag?.toLowerCase() : query[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}
