'use client';

import { useTranslations } from 'next-intl';
import type { Course } from '#web/api/courses.ts';
import { formatClock } from '#web/platform/format.ts';

export interface LecturesToWatchProps {
  readonly course: Course;
  readonly watchedId: string | undefined;
  readonly onWatch: (lectureId: string) => void;
}

export function LecturesToWatch({ course, watchedId, onWatch }: LecturesToWatchProps) {
  const t = useTranslations('reviewQueue');
  return course.sections.map((section) => (
    <section key={section.id} aria-label={section.title}>
      <h3 className="bg-sunken/70 px-5 py-2 text-sm font-semibold text-ink-soft">
        {section.title}
      </h3>
      <ol>
        {section.lectures.map((lecture) => (
          <li key={lecture.id}>
            <button
              type="button"
              aria-pressed={lecture.id === watchedId}
              onClick={() => onWatch(lecture.id)}
              className="flex min-h-11 w-full items-center justify-between gap-3 border-s-[3px] border-transparent px-5 py-2 text-start text-[0.95rem] hover:bg-sunken/70 focus-visible:-outline-offset-2 aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:text-brand-ink"
            >
              <span>
                <span className="sr-only">{t('watch')} </span>
                {lecture.title}
              </span>
              {lecture.durationSeconds !== null && lecture.durationSeconds > 0 && (
                <span className="text-sm text-ink-soft tabular-nums">
                  {formatClock(lecture.durationSeconds)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  ));
}
