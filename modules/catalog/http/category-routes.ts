import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { createCategory, listCategories } from '../contracts/category-routes.ts';
import { ListCategories } from '../queries/list-categories.ts';
import type { Category } from '../store/category-store.ts';
import { CreateCategory } from '../use-cases/create-category.ts';

@Injectable()
export class CategoryRoutes {
  constructor(
    private readonly list: ListCategories,
    private readonly creation: CreateCategory,
  ) {}

  @Route(listCategories)
  async listCategories({
    ctx,
  }: Call<typeof listCategories>): Promise<HandlerAnswer<typeof listCategories>> {
    return { items: (await this.list.run(ctx)).map(presentCategory), nextCursor: null };
  }

  @Route(createCategory)
  async createCategory({
    ctx,
    body,
  }: Call<typeof createCategory>): Promise<HandlerAnswer<typeof createCategory>> {
    const parentId = body.parentId === undefined ? null : id<'category'>(body.parentId);
    return presentCategory(await this.creation.run(ctx, { name: body.name, parentId }));
  }
}

function presentCategory({ id: categoryId, slug, name, parentId }: Category) {
  return { id: categoryId, slug, name, ...(parentId === null ? {} : { parentId }) };
}
