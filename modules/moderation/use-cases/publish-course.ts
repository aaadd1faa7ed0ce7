import type { Ctx } from '@edumaster/kernel';
import { Catalog, type CourseId } from '@edumaster/catalog';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { publishCourse } from '../policy.ts';
import { DecideReview } from './decide-review.ts';

@Injectable()
export class PublishCourse {
  constructor(
    private readonly catalog: Catalog,
    private readonly review: DecideReview,
  ) {}

  /**
   * @returns the version that is now public
   * @throws AppError `course_not_found`, `course_not_in_review`
   */
  async run(ctx: Ctx, { courseId }: { courseId: CourseId }): Promise<number> {
    authorize(ctx, publishCourse, undefined);
    const { version } = await this.review.run(ctx, {
      courseId,
      decision: 'published',
      reason: null,
      carryOut: () => this.catalog.publish(ctx, { courseId }),
    });
    return version;
  }
}
