import { type Ctx, newId } from '@edumaster/kernel';
import type { CourseProgress, EnrollmentId, Learning } from '../index.ts';

type Input<Method extends keyof Learning> = Parameters<Learning[Method]>[1];

/** Keeps enrollments in memory, each tenant's apart. */
export class FakeLearning implements Learning {
  readonly #enrollments = new Map<string, { id: EnrollmentId; expiresAt: Date | undefined }>();
  readonly #progress = new Map<string, CourseProgress>();

  async hasAccess(ctx: Ctx, input: Input<'hasAccess'>): Promise<boolean> {
    const enrollment = this.#enrollments.get(keyOf(ctx, input));
    if (!enrollment) return false;
    return enrollment.expiresAt === undefined || enrollment.expiresAt > ctx.now;
  }

  async progress(ctx: Ctx, input: Input<'progress'>): Promise<CourseProgress> {
    const known = this.#progress.get(keyOf(ctx, input));
    return known ?? { completionPercentage: 0, completedAt: null };
  }

  async grantAccess(ctx: Ctx, input: Input<'grantAccess'>) {
    const isNew = !(await this.hasAccess(ctx, input));
    const key = keyOf(ctx, input);
    const enrollmentId = this.#enrollments.get(key)?.id ?? newId<'enrollment'>();
    if (isNew) this.#enrollments.set(key, { id: enrollmentId, expiresAt: input.expiresAt });
    return { enrollmentId, isNew };
  }

  /** Sets how far somebody is. */
  advance(ctx: Ctx, input: Input<'progress'>, progress: CourseProgress): void {
    this.#progress.set(keyOf(ctx, input), progress);
  }
}

function keyOf(ctx: Ctx, { courseId, userId }: Input<'hasAccess'>): string {
  return `${ctx.tenantId}/${courseId}/${userId}`;
}
