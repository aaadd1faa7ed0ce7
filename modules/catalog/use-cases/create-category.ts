import { AppError, type Ctx, type Id, newId } from '@edumaster/kernel';
import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { slugOf } from '../domain/slug.ts';
import { createCategory } from '../policy.ts';
import { type Category, hasCategory, insertCategory } from '../store/category-store.ts';
import { invalidField } from './invalid-field.ts';

@Injectable()
export class CreateCategory {
  constructor(
    private readonly db: Db,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AppError `category_exists`, or `validation_failed` naming `parentId` */
  async run(
    ctx: Ctx,
    { name, parentId }: { name: string; parentId: Id<'category'> | null },
  ): Promise<Category> {
    authorize(ctx, createCategory, undefined);
    const category = { id: newId<'category'>(), slug: slugOf(name, 'category'), name, parentId };
    await this.db.inTx(ctx, async (tx) => {
      if (parentId !== null && !(await hasCategory(tx, parentId))) {
        throw invalidField('parentId', 'is not a category here');
      }
      if (!(await insertCategory(tx, category))) throw new AppError('category_exists');
      await this.audit.record(tx, {
        action: 'category.created',
        subject: { kind: 'category', id: category.id },
        details: { name },
      });
    });
    return category;
  }
}
