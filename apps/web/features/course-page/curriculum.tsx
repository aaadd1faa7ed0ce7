import { Accordion, AccordionItem } from '@edumaster/ui/accordion';
import { Badge } from '@edumaster/ui/badge';
import { CirclePlay, ClipboardList, FileText, ListChecks, type LucideIcon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course, Lecture, LectureKind, Section } from '#web/api/courses.ts';
import { formatClock, formatLength } from '#web/platform/format.ts';
import { lecturesOf, secondsOf } from './course-facts.ts';

export interface CurriculumProps {
  readonly course: Course;
  /** Every lecture leads to the player, not only the previews. */
  readonly isOpen: boolean;
}

export function Curriculum({ course, isOpen }: CurriculumProps) {
  const t = useTranslations('course');
  const locale = useLocale();
  const lectures = lecturesOf(course);
  if (lectures.length === 0) return <p className="text-ink-soft">{t('emptyCurriculum')}</p>;
  const totals = [
    t('sections', { count: course.sections.length }),
    t('lectures', { count: lectures.length }),
    secondsOf(lectures) > 0 ? formatLength(secondsOf(lectures), locale) : undefined,
  ];
  return (
    <>
      <p className="mb-3 text-ink-soft">{totals.filter(Boolean).join(' · ')}</p>
      <Accordion>
        {course.sections.map((section, index) => (
          <AccordionItem
            key={section.id}
            title={section.title}
            aside={<SectionTotals section={section} />}
            defaultOpen={index === 0}
          >
            <ol className="divide-y divide-line/60">
              {section.lectures.map((lecture) => (
                <LectureRow
                  key={lecture.id}
                  lecture={lecture}
                  href={
                    isOpen || lecture.isPreview ? `/learn/${course.id}/${lecture.id}` : undefined
                  }
                />
              ))}
            </ol>
          </AccordionItem>
        ))}
      </Accordion>
    </>
  );
}

function SectionTotals({ section }: { section: Section }) {
  const t = useTranslations('course');
  const locale = useLocale();
  const seconds = secondsOf(section.lectures);
  return (
    <>
      {t('lectures', { count: section.lectures.length })}
      {seconds > 0 && (
        <span className="max-sm:hidden">{` · ${formatLength(seconds, locale)}`}</span>
      )}
    </>
  );
}

const icons: Record<LectureKind, LucideIcon> = {
  video: CirclePlay,
  article: FileText,
  quiz: ListChecks,
  assignment: ClipboardList,
};

function LectureRow({ lecture, href }: { lecture: Lecture; href: string | undefined }) {
  const t = useTranslations('course');
  const Icon = icons[lecture.kind];
  return (
    <li className="relative flex min-h-12 items-center gap-3 px-4 py-2.5 sm:px-5 sm:ps-12 [&:has(a:hover)]:bg-sunken/60">
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-ink-faint" />
      <span className="sr-only">{`${t(`kind.${lecture.kind}`)}: `}</span>
      <span className="min-w-0 grow">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="stretched font-medium text-brand-ink underline-offset-4 hover:underline"
          >
            {lecture.title}
          </Link>
        ) : (
          lecture.title
        )}
      </span>
      {lecture.isPreview && <Badge tone="brand">{t('preview')}</Badge>}
      {lecture.durationSeconds !== null && lecture.durationSeconds > 0 && (
        <span className="text-sm text-ink-faint tabular-nums">
          {formatClock(lecture.durationSeconds)}
        </span>
      )}
    </li>
  );
}
