import { Badge } from '@edumaster/ui/badge';
import { CourseCard } from '@edumaster/ui/course-card';
import { CourseCover } from '@edumaster/ui/course-cover';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { CourseSummary } from '#web/api/courses.ts';
import { CoursePrice } from './course-price.tsx';

export interface CourseTileProps {
  readonly course: CourseSummary;
  readonly headingLevel?: 'h2' | 'h3';
  /** Above the fold. */
  readonly eager?: boolean;
}

/** A course in a list of courses. */
export function CourseTile({ course, headingLevel = 'h3', eager = false }: CourseTileProps) {
  const t = useTranslations('courseCard');
  const locale = useLocale();
  const { rating, thumbnailUrl } = course;
  return (
    <CourseCard
      headingLevel={headingLevel}
      cover={
        <CourseCover
          title={course.title}
          category={course.category}
          imageUrl={thumbnailUrl ?? undefined}
          eager={eager}
        />
      }
      link={
        <Link href={`/courses/${course.slug}`} prefetch={false} className="stretched">
          {course.title}
        </Link>
      }
      badge={course.price.amount === 0 ? <Badge tone="accent">{t('free')}</Badge> : undefined}
      facts={`${t(course.level)} · ${t('learners', { count: course.enrollmentCount })}`}
      subtitle={course.subtitle ?? undefined}
      instructor={t('by', { name: course.instructor.name })}
      price={<CoursePrice price={course.price} locale={locale} />}
      rating={
        rating.count > 0
          ? {
              average: rating.average,
              label: t('rating', { average: rating.average, count: rating.count }),
            }
          : undefined
      }
    />
  );
}
