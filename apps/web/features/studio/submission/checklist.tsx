'use client';

import { CircleCheckBig, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Course, SubmissionProblem } from '#web/api/courses.ts';

/** What the server says a review would still ask for. */
export function Checklist({ course }: { course: Course }) {
  const t = useTranslations('studio.publish');
  const problems = course.submissionProblems ?? [];
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2.5 font-medium text-brand-ink">
        <CircleCheckBig aria-hidden="true" className="size-5" />
        {t('complete')}
      </p>
    );
  }
  return (
    <section aria-labelledby="checklist">
      <h3 id="checklist" className="mb-3 font-semibold">
        {t('stillMissing')}
      </h3>
      <ul className="space-y-2.5">
        {problems.map((problem, index) => (
          <li key={index} className="flex items-start gap-2.5">
            <CircleDashed aria-hidden="true" className="mt-1 size-4.5 shrink-0 text-accent-ink" />
            <ProblemWords problem={problem} course={course} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProblemWords({ problem, course }: { problem: SubmissionProblem; course: Course }) {
  const t = useTranslations('studio.publish.problem');
  const lectures = course.sections.flatMap((section) => section.lectures);
  const title = lectures.find(({ id }) => id === problem.lectureId)?.title ?? '';
  return <span>{t(problem.code, { title })}</span>;
}
