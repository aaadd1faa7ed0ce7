'use client';

import { CourseCover } from '@edumaster/ui/course-cover';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { CourseSummary } from '#web/api/courses.ts';
import { CoursePrice } from '../courses/course-price.tsx';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';
import { StatusBadge } from './status-badge.tsx';

export interface MyCoursesProps {
  readonly first: readonly CourseSummary[];
  readonly nextCursor: string | null;
}

export function MyCourses({ first, nextCursor }: MyCoursesProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listMyCourses({ query: { cursor } }),
  );
  return (
    <>
      <ul className="grid gap-4 xl:grid-cols-2">
        {[...first, ...paging.items].map((course) => (
          <li key={course.id}>
            <MyCourse course={course} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function MyCourse({ course }: { course: CourseSummary }) {
  const t = useTranslations('studio');
  const locale = useLocale();
  const format = useFormatter();
  const edited = format.dateTime(new Date(course.updatedAt), { dateStyle: 'medium' });
  return (
    <article className="relative flex items-stretch overflow-hidden rounded-card border border-line bg-surface shadow-card transition-shadow hover:shadow-lift">
      <CourseCover
        title={course.title}
        category={course.category}
        imageUrl={course.thumbnailUrl}
        className="aspect-auto w-28 shrink-0 sm:w-48"
      />
      <div className="flex min-w-0 grow flex-col gap-2 p-4 sm:p-5">
        <StatusBadge status={course.status} />
        <h2 className="line-clamp-2 font-display text-lg leading-snug font-semibold">
          <Link href={`/studio/courses/${course.id}`} prefetch={false} className="stretched">
            {course.title}
          </Link>
        </h2>
        <p className="mt-auto flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          <CoursePrice price={course.price} locale={locale} />
          <span>{t('learners', { count: course.enrollmentCount })}</span>
          <span>{t('edited', { when: edited })}</span>
        </p>
      </div>
    </article>
  );
}
