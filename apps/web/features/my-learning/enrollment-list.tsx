'use client';

import { browserApi } from '#web/api/browser-api.ts';
import type { Enrollment } from '#web/api/learning.ts';
import { CourseGrid } from '../courses/course-grid.tsx';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';
import { EnrollmentCard } from './enrollment-card.tsx';
import { enrollmentPageSize } from './enrollment-page-size.ts';

export interface EnrollmentListProps {
  readonly userId: string;
  readonly first: readonly Enrollment[];
  readonly nextCursor: string | null;
}

export function EnrollmentList({ userId, first, nextCursor }: EnrollmentListProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listEnrollments({
      params: { userId },
      query: { cursor, limit: enrollmentPageSize },
    }),
  );
  return (
    <>
      <CourseGrid>
        {[...first, ...paging.items].map((enrollment) => (
          <li key={enrollment.id}>
            <EnrollmentCard enrollment={enrollment} />
          </li>
        ))}
      </CourseGrid>
      <LoadMorePages paging={paging} />
    </>
  );
}
