'use client';

import { Badge } from '@edumaster/ui/badge';
import { Card } from '@edumaster/ui/card';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Course } from '#web/api/courses.ts';
import { formatLanguage } from '#web/platform/format.ts';
import { CoursePrice } from '../courses/course-price.tsx';
import { LectureStage } from '../player/lecture-stage.tsx';
import { Decision } from './decision.tsx';
import { LecturesToWatch } from './lectures-to-watch.tsx';

/** Everything that a moderator needs to decide, on one page. */
export function CourseUnderReview({ course }: { course: Course }) {
  const t = useTranslations('reviewQueue');
  const lectures = course.sections.flatMap((section) => section.lectures);
  const [watchedId, setWatchedId] = useState(lectures[0]?.id);
  const watched = lectures.find(({ id }) => id === watchedId);
  return (
    <>
      <Heading course={course} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-6">
          <Card className="overflow-hidden">
            {watched && (
              <LectureStage
                key={watched.id}
                courseId={course.id}
                courseSlug={course.slug}
                lecture={watched}
                userId={undefined}
                hasTheatre={false}
                onRecorded={() => undefined}
                onEnded={() => undefined}
              />
            )}
            <p className="px-5 py-4 font-semibold">{watched?.title ?? t('choose')}</p>
          </Card>
          <Card className="p-5 sm:p-6">
            <p className="max-w-prose leading-relaxed whitespace-pre-line">{course.description}</p>
          </Card>
        </div>
        <div className="space-y-6 lg:sticky lg:top-22">
          <Decision course={course} />
          <Card className="overflow-hidden">
            <h2 className="px-5 pt-4 pb-2 font-semibold">{t('curriculum')}</h2>
            <LecturesToWatch course={course} watchedId={watchedId} onWatch={setWatchedId} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Heading({ course }: { course: Course }) {
  const t = useTranslations('reviewQueue');
  const tCard = useTranslations('courseCard');
  const locale = useLocale();
  return (
    <div className="mt-4 mb-6">
      <h1 className="font-display text-title font-semibold">{course.title}</h1>
      {course.subtitle && <p className="mt-1 text-lg text-ink-soft">{course.subtitle}</p>}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
        <span>{t('by', { name: course.instructor.name })}</span>
        <Badge tone="outline">{tCard(course.level)}</Badge>
        <span>{formatLanguage(course.language, locale)}</span>
        <CoursePrice price={course.price} locale={locale} />
      </div>
    </div>
  );
}
