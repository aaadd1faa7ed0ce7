'use client';

import { LectureBar } from './lecture-bar.tsx';
import { LectureFiles } from './lecture-files.tsx';
import { useRoom } from './room-context.ts';

/** What belongs to one lecture, below the picture, which the room shows. */
export function LectureView({ lectureId }: { lectureId: string }) {
  const { course, learnerId, progress, isContinuing } = useRoom();
  const lectures = course.sections.flatMap((section) =>
    section.lectures.map((lecture) => ({ lecture, section })),
  );
  const index = lectures.findIndex(({ lecture }) => lecture.id === lectureId);
  const current = lectures[index];
  if (!current) return null;
  return (
    <div className="space-y-6 px-4 py-6 sm:px-8">
      <LectureBar
        courseId={course.id}
        lecture={current.lecture}
        sectionTitle={current.section.title}
        previous={lectures[index - 1]?.lecture}
        next={lectures[index + 1]?.lecture}
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
  );
}
