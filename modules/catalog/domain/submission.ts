import type { LectureContent, SectionContent } from './course-content.ts';
import type { MediaStatus } from './media-progress.ts';

/** Shorter ones say nothing about a course. */
export const minDescriptionLength = 10;

export interface DraftLecture extends LectureContent {
  readonly mediaStatus: MediaStatus | null;
}

interface Draft {
  readonly description: string;
  readonly sections: readonly SectionContent<DraftLecture>[];
}

export type SubmissionCode =
  'description_too_short' | 'no_lecture' | 'video_missing' | 'video_processing' | 'video_failed';

/** One thing that a draft lacks before it can be reviewed. */
export interface SubmissionProblem {
  readonly code: SubmissionCode;
  readonly message: string;
  readonly lectureId?: string;
}

/** Everything that the draft still lacks, so that the studio can show it at once. */
export function submissionProblems(draft: Draft): readonly SubmissionProblem[] {
  const lectures = draft.sections.flatMap((section) => section.lectures);
  return [
    ...descriptionProblems(draft.description),
    ...(lectures.length === 0 ? [noLecture] : []),
    ...lectures.flatMap(videoProblems),
  ];
}

const noLecture: SubmissionProblem = {
  code: 'no_lecture',
  message: 'Add a section with at least one lecture',
};

function descriptionProblems(description: string): readonly SubmissionProblem[] {
  if (description.length >= minDescriptionLength) return [];
  const message = `Describe the course in at least ${minDescriptionLength} characters`;
  return [{ code: 'description_too_short', message }];
}

function videoProblems(lecture: DraftLecture): readonly SubmissionProblem[] {
  if (lecture.kind !== 'video') return [];
  const problem = problemOfVideo(lecture);
  return problem ? [{ ...problem, lectureId: lecture.id }] : [];
}

function problemOfVideo({ title, mediaId, mediaStatus }: DraftLecture) {
  if (mediaId === null) {
    return { code: 'video_missing', message: `"${title}" has no video yet` } as const;
  }
  if (mediaStatus === 'failed') {
    return {
      code: 'video_failed',
      message: `The video of "${title}" could not be used: upload another`,
    } as const;
  }
  if (mediaStatus === 'playable' || mediaStatus === 'ready') return undefined;
  return {
    code: 'video_processing',
    message: `The video of "${title}" is still being prepared`,
  } as const;
}
