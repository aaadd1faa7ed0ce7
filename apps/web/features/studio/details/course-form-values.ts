import type { Course, CourseDetails } from '#web/api/courses.ts';
import { z } from '#web/platform/zod.ts';

export const defaultCurrency = 'USD';
/** Every currency that is offered has cents. */
const minorUnits = 100;

/** What the form holds: a price is typed as people write it. Errors are keys of the messages. */
export const courseForm = z.object({
  title: z.string().trim().min(1, { error: 'titleRequired' }).max(120, { error: 'titleLong' }),
  subtitle: z.string().trim().max(200, { error: 'subtitleLong' }),
  description: z.string().trim().max(20_000, { error: 'descriptionLong' }),
  category: z.string().min(1, { error: 'categoryRequired' }),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  language: z.string().min(2),
  price: z
    .string()
    .trim()
    .regex(/^\d{1,6}([.,]\d{1,2})?$/, { error: 'priceInvalid' }),
});
export type CourseFormValues = z.infer<typeof courseForm>;

export const emptyCourseForm: CourseFormValues = {
  title: '',
  subtitle: '',
  description: '',
  category: '',
  level: 'beginner',
  language: 'en',
  price: '0',
};

export function formValuesOf(course: Course): CourseFormValues {
  const { title, subtitle, description, category, level, language, price } = course;
  const written = ((price.listAmount ?? price.amount) / minorUnits).toFixed(2);
  return {
    title,
    subtitle,
    description,
    category,
    level,
    language,
    price: written.replace(/\.00$/, ''),
  };
}

export function courseDetailsOf(values: CourseFormValues, currency: string): CourseDetails {
  const { price, ...rest } = values;
  return { ...rest, price: { amount: amountOf(price), currency } };
}

/** "49.99" to 4999, by digits: 49.99 * 100 is not a whole number. */
export function amountOf(typed: string): number {
  const [units = '0', cents = ''] = typed.split(/[.,]/);
  return Number(units) * minorUnits + Number(cents.padEnd(2, '0'));
}
