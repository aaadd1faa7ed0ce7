import type { PersonCard } from '@edumaster/identity';
import type { CourseContent, CourseDetails, SectionContent } from '../domain/course-content.ts';
import type { CourseStatus } from '../domain/course-state.ts';
import type { DraftLecture, SubmissionProblem } from '../domain/submission.ts';
import type { Rejection } from '../store/course-store.ts';
import type { CourseRow } from '../store/tables.ts';

/** What is the same in every view of a course. */
interface ViewFrame {
  readonly course: CourseRow;
  readonly status: CourseStatus;
  readonly instructor: PersonCard;
  readonly updatedAt: Date;
}

/** A course as lists of its instructor show it: the draft without its outline. */
export interface CourseSummaryView extends ViewFrame {
  readonly details: CourseDetails;
}

/** The published version, for everybody. */
export interface PublishedView extends ViewFrame {
  readonly kind: 'published';
  readonly details: CourseContent;
}

/** The draft, for those who teach or moderate it. */
export interface DraftView extends ViewFrame {
  readonly kind: 'draft';
  readonly details: CourseDetails & { readonly sections: readonly SectionContent<DraftLecture>[] };
  readonly rejection: Rejection | undefined;
  readonly problems: readonly SubmissionProblem[];
}
