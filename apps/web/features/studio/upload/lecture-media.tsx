'use client';

import type { Lecture } from '#web/api/courses.ts';
import { MediaStateLine } from './media-state-line.tsx';
import { UploadLine } from './upload-line.tsx';
import { useUploads } from './uploads-store.ts';

export interface LectureMediaProps {
  readonly courseId: string;
  readonly lecture: Lecture;
}

/** From picking a file to a video that can be watched: one line that says where it is. */
export function LectureMedia({ courseId, lecture }: LectureMediaProps) {
  const upload = useUploads(({ running }) => running[lecture.id]);
  const finished = useUploads(({ finished: ended }) => ended[lecture.id]);
  if (upload) return <UploadLine upload={upload} lectureTitle={lecture.title} />;
  return (
    <MediaStateLine courseId={courseId} lecture={lecture} mediaId={finished ?? lecture.mediaId} />
  );
}
