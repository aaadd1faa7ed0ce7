import { idSchema, moneySchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const levels = ['beginner', 'intermediate', 'advanced'] as const;
export const lectureKindSchema = z.enum(['video', 'article', 'quiz', 'assignment']);

/** Ten thousand million minor units: a percentage of it is still a safe integer. */
const maxAmount = 10_000_000_000;

const priceInput = moneySchema.refine(({ amount }) => amount <= maxAmount, {
  path: ['amount'],
  error: `must be at most ${maxAmount}`,
});

const discountInput = z.strictObject({
  percent: z.int().min(1).max(100),
  endsAt: timeSchema.optional().describe('Without it the discount has no end'),
});

/** What an instructor writes about a course. */
export const courseFields = {
  title: text({ max: 120 }),
  subtitle: text({ min: 0, max: 200 }).optional(),
  description: text({ min: 0, max: 20_000 }).describe('Plain text'),
  category: text({ max: 100 }).describe('Slug of a category'),
  level: z.enum(levels),
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,}([ _-][A-Za-z0-9]+)*$/, 'must be a language such as en or pt-BR'),
  price: priceInput,
  tags: z
    .array(text({ max: 40 }))
    .max(20)
    .optional(),
};

export const courseChanges = {
  title: courseFields.title.optional(),
  subtitle: courseFields.subtitle,
  description: courseFields.description.optional(),
  category: courseFields.category.optional(),
  level: courseFields.level.optional(),
  language: courseFields.language.optional(),
  price: courseFields.price.optional(),
  tags: courseFields.tags,
  thumbnailMediaId: idSchema.nullable().optional().describe('null removes the thumbnail'),
  discount: discountInput.nullable().optional().describe('null ends the discount'),
};

export const lectureTitle = text({ max: 200 });
export const sectionTitle = text({ max: 200 });
export const articleText = text({ min: 0, max: 100_000 });

const mediaStatusSchema = z.enum(['processing', 'playable', 'ready', 'failed']);

export const resourceSchema = z
  .object({
    id: idSchema,
    title: z.string(),
    filename: z.string(),
    size: z.int().describe('Bytes'),
  })
  .meta({ id: 'Resource' });

export const lectureSchema = z
  .object({
    id: idSchema,
    title: z.string(),
    kind: lectureKindSchema,
    durationSeconds: z.number().nullable().describe('Of an article its reading time'),
    isPreview: z.boolean(),
    mediaStatus: mediaStatusSchema.optional().describe('In the draft only'),
    mediaId: idSchema.optional().describe('In the draft only'),
    articleBody: z.string().optional().describe('In the draft, and of previews'),
    resources: z.array(resourceSchema).optional().describe('Files to download'),
  })
  .meta({ id: 'Lecture' });

export const sectionSchema = z
  .object({ id: idSchema, title: z.string(), lectures: z.array(lectureSchema) })
  .meta({ id: 'Section' });

const priceSchema = z
  .object({
    amount: z.int().describe('What is paid now, in minor units'),
    currency: z.string(),
    listAmount: z.int().optional().describe('Before the discount that runs'),
    discountPercent: z.int().optional(),
    discountEndsAt: timeSchema.optional(),
  })
  .meta({ id: 'CoursePrice' });

const summaryFields = {
  id: idSchema,
  slug: z.string(),
  title: z.string(),
  subtitle: z.string(),
  description: z.string(),
  category: z.string(),
  level: z.enum(levels),
  language: z.string(),
  price: priceSchema,
  tags: z.array(z.string()),
  status: z
    .enum(['draft', 'in_review', 'published', 'archived'])
    .describe('Of the draft for those who teach or moderate it'),
  thumbnailUrl: z.string().optional(),
  instructor: z.object({ id: idSchema, name: z.string() }),
  rating: z.object({ average: z.number(), count: z.int() }),
  enrollmentCount: z.int(),
  publishedVersion: z.int().nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
};

export const courseSummarySchema = z.object(summaryFields).meta({ id: 'CourseSummary' });

const submissionProblemSchema = z
  .object({
    code: z.enum([
      'description_too_short',
      'no_lecture',
      'video_missing',
      'video_processing',
      'video_failed',
    ]),
    message: z.string(),
    lectureId: idSchema.optional(),
  })
  .meta({ id: 'SubmissionProblem' });

export const courseSchema = z
  .object({
    ...summaryFields,
    sections: z.array(sectionSchema),
    rejection: z
      .object({ reason: z.string(), at: timeSchema })
      .optional()
      .describe('Why the last review gave the draft back; for insiders'),
    submissionProblems: z
      .array(submissionProblemSchema)
      .optional()
      .describe('What a review still asks for; for insiders'),
  })
  .meta({ id: 'Course' });

export const byId = z.strictObject({ id: idSchema });
