'use client';

import { cn } from '@edumaster/ui/class-names';
import { Progress } from '@edumaster/ui/progress';
import { useTranslations } from 'next-intl';
import { useParams } from 'next/navigation';
import { type ReactNode, useRef } from 'react';
import type { Course } from '#web/api/courses.ts';
import type { CourseProgress } from '#web/api/learning.ts';
import { BesideVideo } from './beside-video.tsx';
import { usePlayerPreferences } from './player-preferences.ts';
import { RoomContext } from './room-context.ts';
import { RoomStage } from './room-stage.tsx';
import { useCourseProgress } from './use-course-progress.ts';

export interface CourseRoomProps {
  readonly course: Course;
  /** Who looks at it; nobody who is known, without it. */
  readonly viewerId: string | undefined;
  readonly learnerId: string | undefined;
  readonly progress: CourseProgress | null;
  readonly children: ReactNode;
}

/** Where a course is watched. It stays while the lectures inside change. */
export function CourseRoom(props: CourseRoomProps) {
  const { course, viewerId, learnerId, progress: initial, children } = props;
  const { isWide } = usePlayerPreferences();
  const { lectureId } = useParams<{ lectureId?: string }>();
  const progress = useCourseProgress(course.id, learnerId, initial);
  const isContinuing = useRef(false);
  const total = course.sections.reduce((sum, { lectures }) => sum + lectures.length, 0);
  return (
    <RoomContext value={{ course, learnerId, progress, isContinuing }}>
      <div
        className={cn(
          'mx-auto grid w-full max-w-[120rem]',
          !isWide && 'lg:grid-cols-[minmax(0,1fr)_23rem] 2xl:grid-cols-[minmax(0,1fr)_27rem]',
        )}
      >
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          {lectureId && <RoomStage lectureId={lectureId} viewerId={viewerId} />}
          {children}
        </main>
        <aside
          className={cn(
            'border-line max-lg:border-t lg:sticky lg:top-16 lg:max-h-[calc(100dvh-4rem)] lg:overflow-y-auto lg:border-s',
            isWide && 'border-t',
          )}
        >
          {learnerId && <HowFar done={progress.completed.size} total={total} />}
          <BesideVideo course={course} lectureId={lectureId} completed={progress.completed} />
        </aside>
      </div>
    </RoomContext>
  );
}

function HowFar({ done, total }: { done: number; total: number }) {
  const t = useTranslations('player');
  return (
    <div className="border-b border-line p-4">
      <p className="mb-2 text-sm font-medium">{t('progress', { done, total })}</p>
      <Progress value={total === 0 ? 0 : (done / total) * 100} label={t('progressLabel')} />
    </div>
  );
}
