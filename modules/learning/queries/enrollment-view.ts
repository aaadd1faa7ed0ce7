import type { CourseCurriculum } from '@edumaster/catalog';
import { type Enrollment, type EnrollmentStatus, statusOf } from '../domain/enrollment.ts';
import { progressSummary } from '../domain/progress-summary.ts';
import type { LectureProgress } from '../store/lecture-progress-store.ts';

/** An enrollment as its readers get it. */
export interface EnrollmentView extends Omit<Enrollment, 'isRevoked'> {
  readonly status: EnrollmentStatus;
  readonly completionPercentage: number;
}

interface ViewParts {
  /** All that was read for the page; others' rows are left out here. */
  readonly progress: readonly LectureProgress[];
  /** The published version, as far as there is one. */
  readonly curriculum: CourseCurriculum | undefined;
  readonly now: Date;
}

export function enrollmentView(
  { isRevoked, ...enrollment }: Enrollment,
  { progress, curriculum, now }: ViewParts,
): EnrollmentView {
  const { userId, courseId, expiresAt } = enrollment;
  const own = progress.filter((row) => row.userId === userId && row.courseId === courseId);
  const lectureIds = curriculum?.lectures.map(({ id }) => id) ?? [];
  const times = [enrollment.lastAccessedAt, ...own.map(({ lastEventAt }) => lastEventAt)];
  return {
    ...enrollment,
    lastAccessedAt: latest(times),
    status: statusOf({ isRevoked, expiresAt }, now),
    completionPercentage: progressSummary(lectureIds, own).completionPercentage,
  };
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, time) => (last && (!time || last >= time) ? last : time), null);
}
