import type { Ctx } from '@edumaster/kernel';
import { Catalog, type CourseId } from '@edumaster/catalog';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { rejectCourse } from '../policy.ts';
import { DecideReview } from './decide-review.ts';

@Injectable()
export class RejectCourse {
  constructor(
    private readonly catalog: Catalog,
    private readonly review: DecideReview,
  ) {}

  /**
   * Gives the draft back; its instructor reads the reason.
   * @throws AppError `course_not_found`, `course_not_in_review`
   */
  async run(ctx: Ctx, input: { courseId: CourseId; reason: string }): Promise<void> {
    authorize(ctx, rejectCourse, undefined);
    const { courseId, reason } = input;
    await this.review.run(ctx, {
      courseId,
      decision: 'rejected',
      reason,
      carryOut: () => this.catalog.reject(ctx, { courseId, reason }),
    });
  }
}
