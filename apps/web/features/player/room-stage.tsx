'use client';

import { Notice } from '@edumaster/ui/notice';
import { PartyPopper } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { LectureStage } from './lecture-stage.tsx';
import { useRoom } from './room-context.ts';

export interface RoomStageProps {
  readonly lectureId: string;
  /** Visitors watch previews only; the lecture's page asks them to sign in for the others. */
  readonly viewerId: string | undefined;
}

/** The picture of the room's lecture. It belongs to the room, and stays when the lecture changes. */
export function RoomStage({ lectureId, viewerId }: RoomStageProps) {
  const router = useRouter();
  const { course, learnerId, progress, isContinuing } = useRoom();
  const [finishedId, setFinishedId] = useState<string>();
  const startsAt = secondsIn(useSearchParams().get('t'));
  const lectures = course.sections.flatMap((section) => section.lectures);
  const index = lectures.findIndex(({ id }) => id === lectureId);
  const lecture = lectures[index];
  const next = lectures[index + 1];
  if (!lecture || !(viewerId || lecture.isPreview)) return null;

  function neighbour(other: Lecture | undefined) {
    if (!other) return undefined;
    const go = () => {
      isContinuing.current = true;
      router.push(`/learn/${course.id}/${other.id}`);
    };
    return { title: other.title, go };
  }

  return (
    <>
      <LectureStage
        courseId={course.id}
        courseSlug={course.slug}
        courseTitle={course.title}
        lecture={lecture}
        userId={learnerId}
        isOwn={viewerId === course.instructor.id}
        playsAtOnce={() => isContinuing.current || document.pictureInPictureElement !== null}
        startsAt={startsAt}
        hasTheatre
        previous={neighbour(lectures[index - 1])}
        next={neighbour(next)}
        onRecorded={() => progress.refresh()}
        onEnded={() => {
          progress.refresh(true);
          if (!next) setFinishedId(lecture.id);
        }}
      />
      {finishedId === lecture.id && <Finished />}
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
    <div className="px-4 pt-6 sm:px-8">
      <Notice role="status" tone="brand" icon={<PartyPopper aria-hidden="true" />}>
        {t('finished')}
      </Notice>
    </div>
  );
}
