import { Avatar } from '@edumaster/ui/avatar';
import { Badge } from '@edumaster/ui/badge';
import { Breadcrumbs } from '@edumaster/ui/breadcrumbs';
import { Languages, RefreshCw, Star, UsersRound } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course } from '#web/api/courses.ts';
import type { Instructor } from '#web/api/instructors.ts';
import { formatLanguage } from '#web/platform/format.ts';
import { catalogueAddress } from '../catalogue/catalogue-query.ts';

export interface CourseHeaderProps {
  readonly course: Course;
  readonly categoryName: string;
  /** Of the instructor, when they have a public page. */
  readonly instructor: Instructor | null;
}

export function CourseHeader({ course, categoryName, instructor }: CourseHeaderProps) {
  const tShell = useTranslations('shell');
  const t = useTranslations('course');
  const tCard = useTranslations('courseCard');
  return (
    <div>
      <Breadcrumbs label={tShell('breadcrumb')}>
        <Link href="/courses" prefetch={false}>
          {tShell('courses')}
        </Link>
        <Link href={catalogueAddress({ category: course.category })} prefetch={false}>
          {categoryName}
        </Link>
      </Breadcrumbs>
      <h1 className="mt-4 font-display text-title font-semibold lg:text-[2.75rem]">
        {course.title}
      </h1>
      {course.subtitle && (
        <p className="mt-3 max-w-2xl text-lg leading-relaxed text-ink-soft">{course.subtitle}</p>
      )}
      <div className="mt-5 flex items-center gap-3">
        <Avatar name={course.instructor.name} imageUrl={instructor?.avatarUrl} className="size-9" />
        <p className="font-medium">
          {instructor ? (
            <Link
              href={`/instructors/${instructor.id}`}
              prefetch={false}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {t('instructor', { name: course.instructor.name })}
            </Link>
          ) : (
            t('instructor', { name: course.instructor.name })
          )}
        </p>
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-soft">
        <Badge tone="outline">{tCard(course.level)}</Badge>
        <Facts course={course} />
      </div>
    </div>
  );
}

function Facts({ course }: { course: Course }) {
  const t = useTranslations('course');
  const tCard = useTranslations('courseCard');
  const locale = useLocale();
  const format = useFormatter();
  const updated = format.dateTime(new Date(course.updatedAt), { dateStyle: 'medium' });
  const fact = 'inline-flex items-center gap-1.5 [&_svg]:size-4';
  return (
    <>
      {course.rating.count > 0 && (
        <span className={fact}>
          <Star aria-hidden="true" className="fill-accent text-accent" />
          {tCard('rating', { average: course.rating.average, count: course.rating.count })}
        </span>
      )}
      <span className={fact}>
        <UsersRound aria-hidden="true" />
        {t('learnersMany', { count: course.enrollmentCount })}
      </span>
      <span className={fact}>
        <Languages aria-hidden="true" />
        {t('language', { language: formatLanguage(course.language, locale) })}
      </span>
      <span className={fact}>
        <RefreshCw aria-hidden="true" />
        {t('updated', { date: updated })}
      </span>
    </>
  );
}
