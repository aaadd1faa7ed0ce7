import { idSchema, moneySchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** What discovery needs of a `course.published`. */
export const cardSchema = z.object({
  courseId: idSchema,
  slug: z.string(),
  version: z.int(),
  title: z.string(),
  subtitle: z.string(),
  description: z.string(),
  category: z.string(),
  categoryName: z.string(),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  language: z.string(),
  /** Before the discount. */
  price: moneySchema,
  discount: z.object({ percent: z.int(), endsAt: timeSchema.nullable() }).nullable(),
  tags: z.array(z.string()),
  thumbnailUrl: z.string().nullable(),
  instructor: z.object({ id: idSchema, name: z.string() }),
  lectureTitles: z.array(z.string()),
  publishedAt: timeSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

export type Card = z.output<typeof cardSchema>;
