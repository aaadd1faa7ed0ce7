import { text } from '@edumaster/kernel/schemas';
import { z } from 'zod';

export const email = z.email('must be an e-mail address').max(254);
export const newPassword = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(200, 'must be at most 200 characters');
export const knownPassword = z.string().min(1, 'must not be empty').max(200);
export const personName = text({ max: 120 });
export const phoneNumber = z
  .string()
  .regex(/^\+[1-9][0-9]{6,14}$/, 'must be an international number such as +4915112345678');
export const roles = z.array(z.string().min(1).max(40)).min(1, 'must name at least one').max(7);
export const accountStatus = z.enum(['active', 'suspended', 'banned', 'deleted']);
export const reason = text({ max: 500 }).describe(
  'Stays in the audit log for good: nothing personal belongs into it',
);
/** Of a link in a mail. */
export const linkToken = z.string().min(1, 'must not be empty').max(200);
