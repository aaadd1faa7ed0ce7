import { id } from '@edumaster/kernel';
import type { BodyOf } from '@edumaster/http/contract';
import type { editCourse } from '../contracts/course-routes.ts';
import type { CourseDetails } from '../domain/course-content.ts';
import { invalidField } from '../use-cases/invalid-field.ts';

/**
 * What a body changes.
 * @throws AppError `validation_failed` for a discount that would be over before it begins
 */
export function changesOf(body: BodyOf<typeof editCourse>, now: Date): Partial<CourseDetails> {
  const { discount, thumbnailMediaId, ...same } = body;
  const given = Object.entries(same).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as Partial<CourseDetails>),
    ...(thumbnailMediaId === undefined
      ? {}
      : { thumbnailMediaId: thumbnailMediaId === null ? null : id<'media'>(thumbnailMediaId) }),
    ...(discount === undefined ? {} : { discount: discountOf(discount, now) }),
  };
}

function discountOf(
  discount: NonNullable<BodyOf<typeof editCourse>['discount']> | null,
  now: Date,
): CourseDetails['discount'] {
  if (discount === null) return null;
  const { percent, endsAt } = discount;
  if (endsAt !== undefined && Date.parse(endsAt) <= now.getTime()) {
    throw invalidField('discount.endsAt', 'must be in the future');
  }
  return { percent, endsAt: endsAt === undefined ? null : new Date(endsAt).toISOString() };
}
