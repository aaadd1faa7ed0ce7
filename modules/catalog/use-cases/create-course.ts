import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { type Quota, Quotas } from '@edumaster/counters';
import { Db, type Tx } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { authorize } from '@edumaster/policy';
import { Tenancy } from '@edumaster/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { type CatalogSettings, catalogSettingsToken } from '../config.ts';
import type { CourseDetails } from '../domain/course-content.ts';
import { normalTags } from '../domain/tags.ts';
import { createCourse } from '../policy.ts';
import { findCategory } from '../store/category-store.ts';
import { requireCoursePlace } from '../store/course-places.ts';
import type { CourseRow } from '../store/tables.ts';
import { insertWithSlug } from './insert-with-slug.ts';
import { invalidField } from './invalid-field.ts';
import { userOf } from './user-of.ts';

export type NewCourse = Omit<CourseDetails, 'thumbnailMediaId' | 'discount'>;

@Injectable()
export class CreateCourse {
  readonly #db: Db;
  readonly #quotas: Quotas;
  readonly #tenancy: Tenancy;
  readonly #identity: Identity;
  readonly #quota: Quota;

  constructor(
    db: Db,
    quotas: Quotas,
    tenancy: Tenancy,
    identity: Identity,
    @Inject(catalogSettingsToken) { EDUMASTER_COURSES_PER_DAY: most }: CatalogSettings,
  ) {
    this.#db = db;
    this.#quotas = quotas;
    this.#tenancy = tenancy;
    this.#identity = identity;
    this.#quota = {
      name: 'courses',
      most,
      windowSeconds: 24 * 60 * 60,
      refusal: `You can create ${most} courses a day`,
    };
  }

  /**
   * A draft that the caller teaches. A course that is deleted again has used its place up.
   * @throws AppError `validation_failed` naming `category`, `too_many_requests`,
   *   `tier_limit_reached`, `email_not_verified`
   */
  async run(ctx: Ctx, course: NewCourse): Promise<Id<'course'>> {
    authorize(ctx, createCourse, undefined);
    const instructorId = userOf(ctx);
    await this.#identity.requireVerified(ctx, { userId: instructorId });
    const { courses: most } = await this.#tenancy.allowance(ctx);
    return this.#db.inTx(ctx, async (tx) => {
      await requireCoursePlace(tx, most);
      const { id } = await insertDraft(tx, { ...course, instructorId });
      // After what costs time, since whoever comes next waits for the end of the transaction.
      await this.#quotas.use(tx, { quota: this.#quota, userId: instructorId, id });
      return id;
    });
  }
}

/** @throws AppError `validation_failed` naming `category` */
export async function insertDraft(
  tx: Tx,
  course: NewCourse & { readonly instructorId: Id<'user'> },
): Promise<CourseRow> {
  await requireCategory(tx, course.category);
  const { category, price, tags, ...same } = course;
  const { now } = tx.ctx;
  return insertWithSlug(tx, {
    ...same,
    categorySlug: category,
    priceAmount: price.amount,
    priceCurrency: price.currency,
    tags: [...normalTags(tags)],
    id: newId<'course'>(now.getTime()),
    createdAt: now,
    updatedAt: now,
  });
}

/** @throws AppError `validation_failed` naming `category` */
export async function requireCategory(tx: Tx, slug: string): Promise<void> {
  if (await findCategory(tx, slug)) return;
  throw invalidField('category', 'is not a category here');
}
