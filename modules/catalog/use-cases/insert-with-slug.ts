import { randomInt } from 'node:crypto';
import type { Tx } from '@edumaster/database';
import { isAmbiguous, slugOf } from '../domain/slug.ts';
import { insertCourse } from '../store/course-store.ts';
import type { CourseRow, courses } from '../store/tables.ts';

const suffixAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const suffixLength = 6;
const attempts = 5;

/**
 * Inserts a course under the slug of its title, or under one with a suffix when that is taken. The
 * unique constraint decides, so two courses of one title that are made at once both get one.
 */
export async function insertWithSlug(
  tx: Tx,
  course: Omit<typeof courses.$inferInsert, 'slug'>,
): Promise<CourseRow> {
  const plain = slugOf(course.title);
  let slug = isAmbiguous(plain) ? withSuffix(plain) : plain;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const inserted = await insertCourse(tx, { ...course, slug });
    if (inserted) return inserted;
    slug = withSuffix(plain);
  }
  throw new Error(`no free slug for ${plain} after ${attempts} attempts`);
}

function withSuffix(slug: string): string {
  const letters = Array.from(
    { length: suffixLength },
    () => suffixAlphabet[randomInt(suffixAlphabet.length)],
  );
  return `${slug}-${letters.join('')}`;
}
