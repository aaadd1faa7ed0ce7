/** Where a course stands for those who teach or moderate it. */
export type CourseStatus = 'draft' | 'in_review' | 'published' | 'archived';

/** What is stored of it. */
export interface Lifecycle {
  readonly draftStatus: 'editing' | 'in_review';
  /** Whether the draft differs from the published version. */
  readonly hasChanges: boolean;
  /** Null while no version was ever published. */
  readonly publishedVersion: number | null;
  readonly archivedAt: Date | null;
}

export type CourseAction = 'edit' | 'submit' | 'publish' | 'reject' | 'archive' | 'delete';

interface Rule {
  readonly from: readonly CourseStatus[];
  /** Limits the action to courses with, or without, a published version. */
  readonly once?: 'published' | 'unpublished';
}

/**
 * The life of a course. A published course keeps its version while its next draft goes from editing
 * to review and back; archiving is for good.
 */
const rules: Readonly<Record<CourseAction, Rule>> = {
  edit: { from: ['draft', 'published'] },
  submit: { from: ['draft'] },
  publish: { from: ['in_review'] },
  reject: { from: ['in_review'] },
  archive: { from: ['draft', 'published'], once: 'published' },
  delete: { from: ['draft'], once: 'unpublished' },
};

/** Codes of the error table. */
export type StateRefusal =
  | 'course_in_review'
  | 'course_not_in_review'
  | 'course_archived'
  | 'course_unchanged'
  | 'course_was_published'
  | 'course_not_published';

/** The status that insiders see; everybody else sees the published version. */
export function statusOf(course: Lifecycle): CourseStatus {
  if (course.archivedAt) return 'archived';
  if (course.draftStatus === 'in_review') return 'in_review';
  return course.publishedVersion === null || course.hasChanges ? 'draft' : 'published';
}

/** Why the action is not allowed from here, or undefined. */
export function refusalOf(course: Lifecycle, action: CourseAction): StateRefusal | undefined {
  const { from, once } = rules[action];
  const status = statusOf(course);
  if (once === 'unpublished' && course.publishedVersion !== null) return 'course_was_published';
  if (!from.includes(status)) return refusalFrom(status, from);
  if (once === 'published' && course.publishedVersion === null) return 'course_not_published';
  return undefined;
}

function refusalFrom(status: CourseStatus, from: readonly CourseStatus[]): StateRefusal {
  if (status === 'archived') return 'course_archived';
  if (from.includes('in_review')) return 'course_not_in_review';
  return status === 'in_review' ? 'course_in_review' : 'course_unchanged';
}
