import { newId } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { asc, eq } from 'drizzle-orm';
import { standardCategories } from '../domain/standard-categories.ts';
import { categories } from './tables.ts';

export type Category = Pick<typeof categories.$inferSelect, 'id' | 'slug' | 'name' | 'parentId'>;

const columns = {
  id: categories.id,
  slug: categories.slug,
  name: categories.name,
  parentId: categories.parentId,
};

/**
 * The tenant's categories by name. A tenant that has none gets the standard ones here: tenants are
 * made in many ways, and each must be able to have a course.
 */
export async function listCategories(tx: Tx): Promise<readonly Category[]> {
  const known = await selectCategories(tx);
  if (known.length > 0) return known;
  const rows = standardCategories.map((category) => ({
    ...category,
    id: newId<'category'>(),
    createdAt: tx.ctx.now,
  }));
  await tx.sql.insert(categories).values(rows).onConflictDoNothing();
  return selectCategories(tx);
}

export async function findCategory(tx: Tx, slug: string): Promise<Category | undefined> {
  return (await listCategories(tx)).find((category) => category.slug === slug);
}

/** @returns false when the slug is taken */
export async function insertCategory(tx: Tx, category: Category): Promise<boolean> {
  await listCategories(tx);
  const inserted = await tx.sql
    .insert(categories)
    .values({ ...category, createdAt: tx.ctx.now })
    .onConflictDoNothing()
    .returning({ id: categories.id });
  return inserted.length > 0;
}

export async function hasCategory(tx: Tx, id: Category['id']): Promise<boolean> {
  const found = await tx.sql.select(columns).from(categories).where(eq(categories.id, id));
  return found.length > 0;
}

function selectCategories(tx: Tx): Promise<Category[]> {
  return tx.sql.select(columns).from(categories).orderBy(asc(categories.name), asc(categories.id));
}
