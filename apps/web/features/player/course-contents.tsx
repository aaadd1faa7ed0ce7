'use client';

import { Badge } from '@edumaster/ui/badge';
import { cn } from '@edumaster/ui/class-names';
import { Check, ChevronDown, CirclePlay, FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course, Lecture, Section } from '#web/api/courses.ts';
import { formatClock } from '#web/platform/format.ts';

export interface CourseContentsProps {
  readonly course: Course;
  readonly currentId: string | undefined;
  readonly completed: ReadonlySet<string>;
}

/** The curriculum beside the player. */
export function CourseContents({ course, currentId, completed }: CourseContentsProps) {
  const t = useTranslations('player');
  return (
    <nav aria-label={t('curriculum')} className="divide-y divide-line">
      {course.sections.map((section, index) => (
        <SectionContents
          key={section.id}
          courseId={course.id}
          section={section}
          position={index + 1}
          currentId={currentId}
          completed={completed}
        />
      ))}
    </nav>
  );
}

interface SectionContentsProps {
  readonly courseId: string;
  readonly section: Section;
  readonly position: number;
  readonly currentId: string | undefined;
  readonly completed: ReadonlySet<string>;
}

function SectionContents(props: SectionContentsProps) {
  const { section, completed } = props;
  const done = section.lectures.filter(({ id }) => completed.has(id)).length;
  return (
    <details open className="group">
      <summary className="flex min-h-12 items-center gap-3 bg-sunken/70 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2">
        <span className="grow font-semibold">
          {props.position}. {section.title}
        </span>
        <span className="text-sm text-ink-soft tabular-nums">
          {done}/{section.lectures.length}
        </span>
        <ChevronDown
          aria-hidden="true"
          className="size-4 text-ink-faint transition-transform group-open:rotate-180"
        />
      </summary>
      <ol>
        {section.lectures.map((lecture) => (
          <li key={lecture.id}>
            <LectureLink
              href={`/learn/${props.courseId}/${lecture.id}`}
              lecture={lecture}
              isCurrent={lecture.id === props.currentId}
              isDone={completed.has(lecture.id)}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}

interface LectureLinkProps {
  readonly href: string;
  readonly lecture: Lecture;
  readonly isCurrent: boolean;
  readonly isDone: boolean;
}

function LectureLink({ href, lecture, isCurrent, isDone }: LectureLinkProps) {
  const t = useTranslations('player');
  const Icon = lecture.kind === 'video' ? CirclePlay : FileText;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      className="flex min-h-12 items-center gap-3 border-s-[3px] border-transparent px-4 py-2.5 text-[0.95rem] hover:bg-sunken/70 focus-visible:-outline-offset-2 aria-[current=page]:border-brand aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand-ink"
    >
      <span
        className={cn(
          'grid size-5.5 shrink-0 place-items-center rounded-full',
          isDone ? 'bg-brand text-on-brand' : 'text-ink-faint',
        )}
      >
        {isDone ? (
          <Check aria-hidden="true" className="size-3.5" strokeWidth={3} />
        ) : (
          <Icon aria-hidden="true" className="size-4.5" />
        )}
      </span>
      <span className="min-w-0 grow">
        {lecture.title}
        {isDone && <span className="sr-only">{`, ${t('done')}`}</span>}
      </span>
      {lecture.isPreview && <Badge tone="neutral">{t('previewBadge')}</Badge>}
      {lecture.durationSeconds !== null && lecture.durationSeconds > 0 && (
        <span className="text-sm text-ink-soft tabular-nums">
          {formatClock(lecture.durationSeconds)}
        </span>
      )}
    </Link>
  );
}
