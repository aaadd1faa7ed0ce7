import { z } from 'zod';

// Free of Node's modules: route contracts and with them the browser import this file.
export { moneySchema } from './money.ts';

/** A UUID as `isId` knows it; upper case is understood (RFC 9562, 4), and given in lower case. */
export const idSchema = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { error: 'must be a UUID' });

/** RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const timeSchema = z.iso
  .datetime()
  // PostgreSQL goes from 1 BC to 1 AD.
  .refine((time) => !time.startsWith('0000'), 'has the year 0, which there was not');

/** `?cursor=&limit=` of every list. */
export const pageQuery = {
  cursor: z.string().max(500).optional().describe('nextCursor of the page before'),
  limit: z.coerce.number().int().min(1).max(100).optional().describe('1 to 100, default 20'),
};

/** `{items, nextCursor}` of every list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Text that a person typed: trimmed, without control characters but line breaks and tabs. */
export function text(limits: { min?: number; max: number }) {
  return z
    .string()
    .trim()
    .min(limits.min ?? 1, limits.min === 0 ? undefined : 'must not be empty')
    .max(limits.max, `must be at most ${limits.max} characters`)
    .regex(/^(?:[\t\n\r]|\P{Cc})*$/u, 'has control characters');
}
