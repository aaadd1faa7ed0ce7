import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, text } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'catalog';

const categorySchema = z
  .object({ id: idSchema, slug: z.string(), name: z.string(), parentId: idSchema.optional() })
  .meta({ id: 'Category' });

export const listCategories = defineRoute({
  id: 'listCategories',
  method: 'GET',
  path: '/api/v1/categories',
  summary: 'The categories of courses, by name',
  tag,
  permission: 'public',
  status: 200,
  response: listOf(categorySchema).describe('All of them: there is no further page'),
  errors: [],
});

export const createCategory = defineRoute({
  id: 'createCategory',
  method: 'POST',
  path: '/api/v1/categories',
  summary: 'Add a category',
  tag,
  permission: 'category.create',
  audited: true,
  body: z.strictObject({ name: text({ max: 60 }), parentId: idSchema.optional() }),
  status: 201,
  response: categorySchema,
  errors: ['category_exists'],
});
