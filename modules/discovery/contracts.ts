import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { sorts } from './domain/search.ts';

const tag = 'discovery';
const maxAmount = 10_000_000_000;
const levels = ['beginner', 'intermediate', 'advanced'] as const;

/** A form sends the fields that nobody filled in as empty ones. */
function filter<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal(''), schema]).optional();
}

const amount = filter(z.coerce.number().int().min(0).max(maxAmount));
const typed = z.string().max(200, 'must be at most 200 characters');

const foundCourseSchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    category: z.string(),
    level: z.enum(levels),
    language: z.string(),
    price: z.object({
      amount: z.int().describe('What is paid now, in minor units'),
      currency: z.string(),
      listAmount: z.int().optional().describe('Before the discount that runs'),
      discountPercent: z.int().optional(),
      discountEndsAt: timeSchema.optional(),
    }),
    tags: z.array(z.string()),
    status: z.literal('published'),
    thumbnailUrl: z.string().optional(),
    instructor: z.object({ id: idSchema, name: z.string() }),
    rating: z.object({ average: z.number(), count: z.int() }),
    enrollmentCount: z.int(),
    publishedVersion: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'FoundCourse' });

const facetSchema = z.array(z.object({ value: z.string(), count: z.int() }));

/** Never under 600 searches a minute by address: a school sits behind one. */
const searchLimits = [
  { name: 'search', by: 'address', most: 6_000, windowSeconds: 60 },
  { name: 'search-of-account', by: 'account', most: 600, windowSeconds: 60 },
] as const;

/** One a key that is pressed. */
const suggestionLimits = [
  { name: 'suggestions', by: 'address', most: 12_000, windowSeconds: 60 },
  { name: 'suggestions-of-account', by: 'account', most: 1_200, windowSeconds: 60 },
] as const;

export const searchCourses = defineRoute({
  id: 'searchCourses',
  method: 'GET',
  path: '/api/v1/courses/search',
  summary: 'Find published courses by words and filters',
  tag,
  permission: 'public',
  limits: searchLimits,
  query: z.strictObject({
    q: typed.optional().describe('Words, or beginnings of words; a course has all of them'),
    category: filter(text({ max: 100 })),
    tag: filter(text({ max: 40 })),
    instructor: filter(idSchema).describe('Whose courses'),
    level: filter(z.enum(levels)),
    language: filter(text({ max: 35 })),
    price: filter(z.enum(['free', 'paid'])),
    minPrice: amount.describe('Minor units'),
    maxPrice: amount.describe('Minor units'),
    rating: filter(z.coerce.number().min(0).max(5)).describe('The average at least'),
    sort: filter(z.enum(sorts)).describe('Default relevance; without words that is popular'),
    ...pageQuery,
  }),
  status: 200,
  response: listOf(foundCourseSchema)
    .extend({
      facets: z
        .object({
          category: facetSchema,
          level: facetSchema,
          language: facetSchema,
          price: facetSchema,
          rating: facetSchema.describe('Counts of this average or better'),
        })
        .describe('What each value would give with the other filters as they are'),
      total: z.int(),
      correctedQuery: z
        .string()
        .optional()
        .describe('What was searched instead, when a word was taken for misspelt'),
    })
    .meta({ id: 'CourseSearchResult' }),
  errors: [],
});

export const suggestCourses = defineRoute({
  id: 'suggestCourses',
  method: 'GET',
  path: '/api/v1/courses/suggest',
  summary: 'Titles of courses for what was typed so far',
  tag,
  permission: 'public',
  limits: suggestionLimits,
  query: z.strictObject({ q: typed }),
  status: 200,
  response: listOf(z.object({ title: z.string(), slug: z.string() })).describe(
    'The best few: there is no further page',
  ),
  errors: [],
});

/** Every route of discovery; types the client too. */
export const discoveryContracts = { searchCourses, suggestCourses };
