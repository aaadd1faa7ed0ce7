import type { DeliveryKind } from './delivery.ts';

/** Where a mail about a fact leads, on the platform's host. */
export const factPages: Readonly<Record<Exclude<DeliveryKind, 'one-time-message'>, string>> = {
  'instructor-verified': '/studio',
  'instructor-rejected': '/account/instructor',
  'payment-receipt': '/my-learning',
  'payment-refunded': '/my-learning',
};
