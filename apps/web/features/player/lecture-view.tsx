'use client';

import { Notice } from '@edumaster/ui/notice';
import { PartyPopper } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { useRoom } from './course-room.tsx';
import { LectureBar } from './lecture-bar.tsx';
import { LectureFiles } from './lecture-files.tsx';
import { LectureStage } from './lecture-stage.tsx';

/** One lecture: the picture and what belongs to it. */
export function LectureView({ lectureId }: { lectureId: string }) {
  const router = useRouter();
  const { course, learnerId, progress, isContinuing } = useRoom();
  const [isFinished, setFinished] = useState(false);
  const startsAt = secondsIn(useSearchParams().get('t'));
  const [startsAtOnce] = useState(() => isContinuing.current);
  const lectures = course.sections.flatMap((section) =>
    section.lectures.map((lecture) => ({ lecture, section })),
  );
  const index = lectures.findIndex(({ lecture }) => lecture.id === lectureId);
  const current = lectures[index];
  const next = lectures[index + 1]?.lecture;
  if (!current) return null;

  function neighbour(lecture: Lecture | undefined) {
    if (!lecture) return undefined;
    const go = () => {
      isContinuing.current = true;
      router.push(`/learn/${course.id}/${lecture.id}`);
    };
    return { title: lecture.title, go };
  }

  return (
    <>
      <LectureStage
        courseId={course.id}
        courseSlug={course.slug}
        lecture={current.lecture}
        userId={learnerId}
        key={startsAt}
        isContinuing={startsAtOnce}
        startsAt={startsAt}
        hasTheatre
        onRecorded={() => progress.refresh()}
        courseTitle={course.title}
        previous={neighbour(lectures[index - 1]?.lecture)}
        next={neighbour(next)}
        onEnded={() => {
          progress.refresh(true);
          setFinished(!next);
        }}
      />
      <div className="space-y-6 px-4 py-6 sm:px-8">
        {isFinished && <Finished />}
        <LectureBar
          courseId={course.id}
          lecture={current.lecture}
          sectionTitle={current.section.title}
          previous={lectures[index - 1]?.lecture}
          next={next}
          completion={
            learnerId
              ? {
                  isDone: progress.completed.has(lectureId),
                  isBusy: progress.complete.isPending,
                  hasFailed: progress.complete.isError,
                  mark: () => progress.complete.mutate(lectureId),
                }
              : undefined
          }
          onNext={() => {
            isContinuing.current = true;
          }}
        />
        <LectureFiles courseId={course.id} lecture={current.lecture} />
      </div>
    </>
  );
}

/** `?t=83`, as a search leads to a moment. */
function secondsIn(parameter: string | null): number | undefined {
  const seconds = Number(parameter);
  return parameter && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function Finished() {
  const t = useTranslations('player');
  return (
    <Notice role="status" tone="brand" icon={<PartyPopper aria-hidden="true" />}>
      {t('finished')}
    </Notice>
  );
}
