import { defineEvent } from '@edumaster/events';
import { idSchema, moneySchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const purchase = { orderId: idSchema, paymentId: idSchema, courseId: idSchema, userId: idSchema };

/** A person paid for a course, or took a free one through the checkout: once a payment and course. */
export const coursePurchased = defineEvent({
  type: 'course.purchased',
  version: 1,
  topic: 'payment-events',
  data: z.object({ ...purchase, instructorId: idSchema, price: moneySchema }),
  key: ({ userId }) => userId,
});

/**
 * What gave a person a course was given back as a whole: they have no access by it any more. It may be
 * read before the `course.purchased` of the same payment, when the two happened at the same moment.
 */
export const courseRefunded = defineEvent({
  type: 'course.refunded',
  version: 1,
  topic: 'payment-events',
  data: z.object(purchase),
  key: ({ userId }) => userId,
});

/** The provider could not give the money back: the purchase counts again. */
export const courseRefundFailed = defineEvent({
  type: 'course.refund_failed',
  version: 1,
  topic: 'payment-events',
  data: z.object(purchase),
  key: ({ userId }) => userId,
});

/** Money for an order came in; for whoever writes the receipt. Nothing is said of free orders. */
export const paymentSucceeded = defineEvent({
  type: 'payment.succeeded',
  version: 1,
  topic: 'payment-events',
  data: z.object({
    orderId: idSchema,
    paymentId: idSchema,
    userId: idSchema,
    amount: moneySchema,
    titles: z.array(z.string()),
  }),
  key: ({ userId }) => userId,
});

/** Money is on its way back to the buyer. */
export const paymentRefunded = defineEvent({
  type: 'payment.refunded',
  version: 1,
  topic: 'payment-events',
  data: z.object({
    orderId: idSchema,
    paymentId: idSchema,
    refundId: idSchema,
    userId: idSchema,
    amount: moneySchema,
    cause: z.enum(['buyer', 'staff', 'paid_twice', 'provider', 'chargeback']),
  }),
  key: ({ userId }) => userId,
});

/** A buyer's bank asks the money back. */
export const paymentDisputed = defineEvent({
  type: 'payment.disputed',
  version: 1,
  topic: 'payment-events',
  data: z.object({ orderId: idSchema, paymentId: idSchema, userId: idSchema, amount: moneySchema }),
  key: ({ userId }) => userId,
});
