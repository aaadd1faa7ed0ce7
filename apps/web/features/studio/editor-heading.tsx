'use client';

import { Breadcrumbs } from '@edumaster/ui/breadcrumbs';
import { buttonStyle } from '@edumaster/ui/button';
import { ExternalLink, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course } from '#web/api/courses.ts';
import { DeleteCourse } from './delete-course.tsx';
import { StatusBadge } from './status-badge.tsx';

export function EditorHeading({ course }: { course: Course }) {
  const t = useTranslations('studio');
  const tShell = useTranslations('shell');
  const isPublic = course.publishedVersion !== null;
  return (
    <div className="mb-6">
      <Breadcrumbs label={tShell('breadcrumb')}>
        <Link href="/studio" prefetch={false}>
          {t('title')}
        </Link>
        <span aria-current="page" className="truncate">
          {course.title}
        </span>
      </Breadcrumbs>
      <div className="mt-3 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="font-display text-title font-semibold">{course.title}</h1>
          <p className="mt-2">
            <StatusBadge status={course.status} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link
            href={`/learn/${course.id}`}
            prefetch={false}
            className={buttonStyle({ variant: 'secondary', size: 'sm' })}
          >
            <Play aria-hidden="true" />
            {t('publish.viewDraft')}
          </Link>
          {isPublic && (
            <Link
              href={`/courses/${course.slug}`}
              prefetch={false}
              className={buttonStyle({ variant: 'secondary', size: 'sm' })}
            >
              <ExternalLink aria-hidden="true" />
              {t('publish.viewPublic')}
            </Link>
          )}
          {!isPublic && course.status === 'draft' && <DeleteCourse course={course} />}
        </div>
      </div>
    </div>
  );
}
