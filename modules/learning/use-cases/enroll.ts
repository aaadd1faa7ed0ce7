import { AppError, type Ctx } from '@edumaster/kernel';
import { Catalog, type CourseCurriculum, type CourseId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { actingUser } from './acting-user.ts';
import { GrantAccess, type GrantedAccess } from './grant-access.ts';

/** Lets the caller into a free course for good. */
@Injectable()
export class Enroll {
  readonly #catalog: Catalog;
  readonly #grantAccess: GrantAccess;

  constructor(catalog: Catalog, grantAccess: GrantAccess) {
    this.#catalog = catalog;
    this.#grantAccess = grantAccess;
  }

  /**
   * Whoever is enrolled stays so, whatever the course costs by now.
   * @throws AppError `not_found`, `payment_required` (402), `enrollment_revoked` (403),
   *   `course_not_offered` (409)
   */
  async run(ctx: Ctx, { courseId }: { courseId: CourseId }): Promise<GrantedAccess> {
    const userId = actingUser(ctx);
    const course = await this.#catalog.published(ctx, { courseId });
    if (!course) throw new AppError('not_found', { detail: 'There is no such course' });
    const forGood = { scope: 'lifetime', purchasedAt: ctx.now, expiresAt: null } as const;
    return this.#grantAccess.run(ctx, { courseId, userId, ...forGood }, () => {
      if (course.isArchived) throw new AppError('course_not_offered');
      requireFree(course);
    });
  }
}

function requireFree({ courseId, price }: CourseCurriculum): void {
  if (price.amount === 0) return;
  throw new AppError('payment_required', {
    extra: { checkoutUrl: `/checkout?courseId=${courseId}`, price },
  });
}
