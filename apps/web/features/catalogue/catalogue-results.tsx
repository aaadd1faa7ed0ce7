'use client';

import type { CourseSummary } from '#web/api/courses.ts';
import { browserApi } from '#web/api/browser-api.ts';
import { CourseGrid } from '../courses/course-grid.tsx';
import { CourseTile } from '../courses/course-tile.tsx';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';
import { type CatalogueQuery, searchOf } from './catalogue-query.ts';

export interface CatalogueResultsProps {
  readonly query: CatalogueQuery;
  readonly first: readonly CourseSummary[];
  readonly nextCursor: string | null;
}

const rowAboveFold = 4;

/** Give it the query as `key`: the pages that were loaded belong to one query. */
export function CatalogueResults({ query, first, nextCursor }: CatalogueResultsProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.searchCourses({ query: searchOf(query, cursor) }),
  );
  return (
    <>
      <CourseGrid>
        {[...first, ...paging.items].map((course, index) => (
          <li key={course.id}>
            <CourseTile course={course} headingLevel="h2" eager={index < rowAboveFold} />
          </li>
        ))}
      </CourseGrid>
      <LoadMorePages paging={paging} />
    </>
  );
}
