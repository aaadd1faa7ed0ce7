import type { Ctx, Id } from '@edumaster/kernel';
import type { CourseId } from '@edumaster/catalog';
import type { EnrollmentScope } from './domain/enrollment.ts';

export type { EnrollmentScope, EnrollmentStatus } from './domain/enrollment.ts';
export {
  courseAccessGranted,
  courseAccessRevoked,
  courseCompleted,
  lectureCompleted,
  playbackCompleted,
  playbackStarted,
} from './events.ts';

export type EnrollmentId = Id<'enrollment'>;

interface CourseAndUser {
  readonly courseId: CourseId;
  readonly userId: Id<'user'>;
}

export interface CourseProgress {
  /** Whole percent; 100 is every lecture of the published version. */
  readonly completionPercentage: number;
  /** When every lecture was complete for the first time. */
  readonly completedAt: Date | null;
}

/** Enrollments, progress, resume and completion. */
export abstract class Learning {
  /** Whether the person may watch the course now because of an enrollment. */
  abstract hasAccess(ctx: Ctx, input: CourseAndUser): Promise<boolean>;

  /** How far a person is; 0 for one who is not enrolled. */
  abstract progress(ctx: Ctx, input: CourseAndUser): Promise<CourseProgress>;

  /**
   * Lets a person into a course, whatever it costs; one who is in already stays in, and a
   * withdrawn access stays withdrawn. Whether it was paid is the business of the asking module.
   * @throws AppError `enrollment_revoked`
   */
  abstract grantAccess(
    ctx: Ctx,
    input: CourseAndUser & {
      scope: EnrollmentScope;
      /** By default the moment of the Ctx. */
      purchasedAt?: Date;
      /** By default never. */
      expiresAt?: Date;
    },
  ): Promise<{ enrollmentId: EnrollmentId; isNew: boolean }>;
}
