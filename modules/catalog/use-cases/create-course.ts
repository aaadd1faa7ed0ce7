import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { CourseDetails } from '../domain/course-content.ts';
import { normalTags } from '../domain/tags.ts';
import { createCourse } from '../policy.ts';
import { findCategory } from '../store/category-store.ts';
import type { CourseRow } from '../store/tables.ts';
import { insertWithSlug } from './insert-with-slug.ts';
import { invalidField } from './invalid-field.ts';
import { userOf } from './user-of.ts';

export type NewCourse = Omit<CourseDetails, 'thumbnailMediaId' | 'discount'>;

@Injectable()
export class CreateCourse {
  constructor(private readonly db: Db) {}

  /** A draft that the caller teaches. */
  async run(ctx: Ctx, course: NewCourse): Promise<Id<'course'>> {
    authorize(ctx, createCourse, undefined);
    const instructorId = userOf(ctx);
    const { id } = await this.db.inTx(ctx, (tx) => insertDraft(tx, { ...course, instructorId }));
    return id;
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
