'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { CircleCheckBig, Hourglass, MessageSquareWarning } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Course } from '#web/api/courses.ts';
import { Checklist } from './checklist.tsx';

export interface SubmissionPanelProps {
  readonly course: Course;
  readonly onSubmitted: (course: Course) => void;
}

/** Where the course stands with moderation, and what it still asks for. */
export function SubmissionPanel({ course, onSubmitted }: SubmissionPanelProps) {
  const t = useTranslations('studio.publish');
  if (course.status === 'in_review') {
    return (
      <Notice tone="accent" icon={<Hourglass aria-hidden="true" />} className="max-w-3xl">
        {t('inReview')}
      </Notice>
    );
  }
  if (course.status === 'archived') {
    return <Notice className="max-w-3xl">{t('archived')}</Notice>;
  }
  return (
    <div className="max-w-3xl space-y-5">
      {course.rejection && <Rejection rejection={course.rejection} />}
      {course.status === 'published' && (
        <Notice tone="brand" icon={<CircleCheckBig aria-hidden="true" />}>
          {t('published')}
        </Notice>
      )}
      <Card className="p-5 sm:p-8">
        <h2 className="font-display text-heading font-semibold">{t('title')}</h2>
        <p className="mt-1 mb-6 text-ink-soft">{t('lead')}</p>
        <Checklist course={course} />
        <SubmitButton course={course} onSubmitted={onSubmitted} />
      </Card>
    </div>
  );
}

function Rejection({ rejection }: { rejection: NonNullable<Course['rejection']> }) {
  const t = useTranslations('studio.publish');
  const format = useFormatter();
  return (
    <Notice tone="danger" icon={<MessageSquareWarning aria-hidden="true" />}>
      <p className="font-semibold">{t('rejectedTitle')}</p>
      <p className="mt-1 whitespace-pre-line">{rejection.reason}</p>
      <p className="mt-1 text-sm">
        {format.dateTime(new Date(rejection.at), { dateStyle: 'medium', timeStyle: 'short' })}
      </p>
    </Notice>
  );
}

function SubmitButton({ course, onSubmitted }: SubmissionPanelProps) {
  const t = useTranslations('studio.publish');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function submit() {
    setBusy(true);
    setRefusal(null);
    try {
      onSubmitted(await browserApi.submitCourse({ params: { id: course.id } }));
      toast.success(t('submitted'));
    } catch (error) {
      const isTold = error instanceof ApiProblem && error.status === 409;
      setRefusal(isTold ? (error.problem.detail ?? error.problem.title) : t('refused'));
    } finally {
      setBusy(false);
    }
  }
  const isComplete = (course.submissionProblems ?? []).length === 0;
  return (
    <>
      <div role="alert" className="mt-5">
        {refusal && <Notice tone="danger">{refusal}</Notice>}
      </div>
      <Button
        size="lg"
        busy={isBusy}
        disabled={!isComplete}
        className="mt-5"
        onClick={() => void submit()}
      >
        {t(isBusy ? 'submitting' : 'submit')}
      </Button>
    </>
  );
}
