'use client';

import { Button, buttonStyle } from '@edumaster/ui/button';
import { CircleCheckBig, SkipBack, SkipForward } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Lecture } from '#web/api/courses.ts';

export interface LectureBarProps {
  readonly courseId: string;
  readonly lecture: Lecture;
  readonly sectionTitle: string;
  readonly previous: Lecture | undefined;
  readonly next: Lecture | undefined;
  /** Absent for somebody whose progress is not kept. */
  readonly completion:
    | {
        readonly isDone: boolean;
        readonly isBusy: boolean;
        readonly hasFailed: boolean;
        readonly mark: () => void;
      }
    | undefined;
  readonly onNext: () => void;
}

/** Below the picture: which lecture it is and where to go from here. */
export function LectureBar(props: LectureBarProps) {
  const { lecture, previous, next } = props;
  const t = useTranslations('player');
  const step = buttonStyle({ variant: 'secondary' });
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
      <div className="min-w-0">
        <p className="text-sm text-ink-soft">{props.sectionTitle}</p>
        <h1 className="mt-0.5 font-display text-heading font-semibold sm:text-2xl">
          {lecture.title}
        </h1>
      </div>
      <div className="flex flex-wrap items-center gap-2.5">
        {props.completion && <CompletionButton {...props.completion} />}
        {previous && (
          <Link
            href={`/learn/${props.courseId}/${previous.id}`}
            prefetch={false}
            aria-label={t('previous')}
            title={t('previous')}
            className={buttonStyle({ variant: 'secondary', size: 'icon' })}
          >
            <SkipBack aria-hidden="true" className="rtl:rotate-180" />
          </Link>
        )}
        {next && (
          <Link
            href={`/learn/${props.courseId}/${next.id}`}
            prefetch={false}
            onClick={props.onNext}
            className={step}
          >
            {t('next')}
            <SkipForward aria-hidden="true" className="rtl:rotate-180" />
          </Link>
        )}
      </div>
    </div>
  );
}

function CompletionButton({
  isDone,
  isBusy,
  hasFailed,
  mark,
}: NonNullable<LectureBarProps['completion']>) {
  const t = useTranslations('player');
  return (
    <>
      <span role="status" className="text-sm text-danger-ink empty:hidden">
        {hasFailed ? t('markFailed') : ''}
      </span>
      {isDone ? (
        <span className="inline-flex min-h-11 items-center gap-2 rounded-control bg-brand-soft px-4 font-semibold text-brand-ink">
          <CircleCheckBig aria-hidden="true" className="size-5" />
          {t('completed')}
        </span>
      ) : (
        <Button variant="soft" busy={isBusy} onClick={mark}>
          {t('markComplete')}
        </Button>
      )}
    </>
  );
}
