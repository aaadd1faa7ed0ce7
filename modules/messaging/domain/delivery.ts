import type { Id } from '@edumaster/kernel';

export type DeliveryId = Id<'delivery'>;

/** What is told: a message that identity holds, or a fact about a person. */
export const deliveryKinds = [
  'one-time-message',
  'instructor-verified',
  'instructor-rejected',
  'payment-receipt',
  'payment-refunded',
] as const;

export type DeliveryKind = (typeof deliveryKinds)[number];

/** Longer than any outage that an operator sleeps through; links have ended by then. */
const givenUpMilliseconds = 48 * 3_600_000;

/** Whether trying again is of no use any more. */
export function isTooLate(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() >= givenUpMilliseconds;
}
