import type { TranscriptHit } from '#web/api/learning.ts';

export interface LectureHits {
  readonly key: string;
  readonly courseTitle: string;
  readonly lectureTitle: string;
  readonly hits: TranscriptHit[];
}

/** Hits come in the order of lectures: neighbours of one lecture belong together. */
export function byLecture(hits: readonly TranscriptHit[]): readonly LectureHits[] {
  const lectures: LectureHits[] = [];
  for (const hit of hits) {
    const key = `${hit.courseId} ${hit.lectureId}`;
    const last = lectures.at(-1);
    if (last?.key === key) last.hits.push(hit);
    else {
      const { courseTitle, lectureTitle } = hit;
      lectures.push({ key, courseTitle, lectureTitle, hits: [hit] });
    }
  }
  return lectures;
}
