'use client';

import { Badge } from '@edumaster/ui/badge';
import { CourseCard } from '@edumaster/ui/course-card';
import { CourseCover } from '@edumaster/ui/course-cover';
import { Progress } from '@edumaster/ui/progress';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Enrollment } from '#web/api/learning.ts';

export function EnrollmentCard({ enrollment }: { enrollment: Enrollment }) {
  const t = useTranslations('myLearning');
  const tCard = useTranslations('courseCard');
  const { course, status } = enrollment;
  const title = course?.title ?? t('untitled');
  const isOpen = status === 'active';
  const address = isOpen ? `/learn/${enrollment.courseId}` : `/courses/${course?.slug ?? ''}`;
  return (
    <CourseCard
      headingLevel="h2"
      cover={
        <CourseCover
          title={title}
          category={course?.instructor.name ?? ''}
          imageUrl={course?.thumbnailUrl ?? undefined}
        />
      }
      badge={isOpen ? undefined : <Badge tone="danger">{t('expired')}</Badge>}
      link={
        <Link href={address} prefetch={false} className="stretched">
          {title}
        </Link>
      }
      instructor={course?.instructor ? tCard('by', { name: course.instructor.name }) : undefined}
      footer={<HowFar title={title} percent={enrollment.completionPercentage} />}
    />
  );
}

function HowFar({ title, percent }: { title: string; percent: number }) {
  const t = useTranslations('myLearning');
  const rounded = Math.round(percent);
  const words =
    rounded >= 100
      ? t('completed')
      : rounded === 0
        ? t('notStarted')
        : t('progress', { percent: rounded });
  return (
    <>
      <Progress value={percent} label={t('progressLabel', { title })} />
      <p className="mt-2 text-sm text-ink-soft">{words}</p>
    </>
  );
}
