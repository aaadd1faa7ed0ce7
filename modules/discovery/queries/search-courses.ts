import { type Ctx, decodeCursor, foreignCursor, isId, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { type Facets, type Filters, noFacets, type Sort } from '../domain/search.ts';
import { queryOf } from '../domain/words.ts';
import { type FoundCourse, type Place, searchCourses } from '../store/card-store.ts';

const defaultLimit = 20;

interface Search {
  /** As it was typed. */
  readonly q: string;
  readonly filters: Filters;
  readonly sort: Sort;
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

interface SearchResult {
  readonly items: readonly FoundCourse[];
  readonly facets: Facets;
  readonly total: number;
  readonly nextCursor: string | null;
}

const nothing: SearchResult = { items: [], facets: noFacets, total: 0, nextCursor: null };

@Injectable()
export class SearchCourses {
  constructor(private readonly db: Db) {}

  /** Published courses that have every word; without words all of them. */
  async run(ctx: Ctx, search: Search): Promise<SearchResult> {
    const { q, filters, sort, cursor, limit = defaultLimit } = search;
    const after = cursor === undefined ? undefined : placeOf(cursor, sort);
    const query = queryOf(q);
    // Something was typed that no title can have.
    if (query === undefined && q.trim() !== '') return nothing;
    return this.db.inTx(ctx, async (tx) => {
      const page = { query, filters, sort, after, limit: limit + 1 };
      const { found, ...counts } = await searchCourses(tx, page);
      const keyOf = ({ place }: FoundCourse) => [sort, place.key, place.courseId];
      return { ...counts, ...pageOf(found, limit, keyOf) };
    });
  }
}

/** @throws AppError `validation_failed` for the cursor of another list or order */
function placeOf(cursor: string, sort: Sort): Place {
  const [of, key, courseId] = decodeCursor(cursor, 3);
  const isOurs = of === sort && Number.isSafeInteger(key) && isId(String(courseId));
  if (!isOurs) throw foreignCursor();
  return { key: Number(key), courseId: String(courseId) };
}
