import { defineRoute } from '@edumaster/http/contract';
import {
  idSchema,
  listOf,
  moneySchema,
  pageQuery,
  text,
  timeSchema,
} from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Commerce';

export const paymentSchema = z
  .object({
    id: idSchema,
    orderId: idSchema,
    amount: moneySchema,
    refunded: moneySchema.describe('Given back, or on its way'),
    status: z.enum(['pending', 'success', 'failed', 'refunded', 'partially_refunded', 'disputed']),
    provider: z.string(),
    transactionId: z.string().nullable().describe('As the provider calls it'),
    redirectUrl: z.string().nullable().describe('Where a pending one is paid'),
    courses: z.array(z.object({ id: idSchema, title: z.string(), price: moneySchema })),
    createdAt: timeSchema,
  })
  .meta({ id: 'Payment' });

export const refundSchema = z
  .object({
    id: idSchema,
    paymentId: idSchema,
    amount: moneySchema,
    status: z.enum(['requested', 'submitted', 'succeeded', 'failed']),
    reason: z.string(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Refund' });

export const checkOut = defineRoute({
  id: 'checkOut',
  method: 'POST',
  path: '/api/v1/checkout',
  summary: 'Buys courses: gives the page where they are paid; what is free is had at once',
  tag,
  permission: 'signed-in',
  idempotencyKey: 'required',
  limits: [{ name: 'checkout', by: 'account', most: 6_000, windowSeconds: 3_600 }],
  body: z.strictObject({
    courseIds: z
      .array(idSchema)
      .min(1)
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, 'names a course twice'),
    couponCode: text({ max: 50 }).optional(),
    provider: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/)
      .optional(),
  }),
  status: 201,
  response: z
    .object({
      orderId: idSchema,
      paymentId: idSchema,
      status: z.enum(['pending', 'paid']),
      amount: moneySchema,
      provider: z.string(),
      redirectUrl: z.string().nullable(),
    })
    .meta({ id: 'Checkout' }),
  errors: [
    'not_found',
    'idempotency_key_reused',
    'course_already_owned',
    'course_not_for_sale',
    'mixed_currencies',
    'provider_not_offered',
    'payment_refused',
    'payment_closed',
    'payment_provider_unavailable',
  ],
});

export const readPayment = defineRoute({
  id: 'readPayment',
  method: 'GET',
  path: '/api/v1/payments/:id',
  summary: 'One payment, for who paid and for those who run the place',
  tag,
  permission: 'payment.read',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: paymentSchema,
  errors: ['payment_not_found'],
});

export const listUserPayments = defineRoute({
  id: 'listUserPayments',
  method: 'GET',
  path: '/api/v1/users/:userId/payments',
  summary: 'What a person has paid, the newest first',
  tag,
  permission: 'payment.list',
  params: z.strictObject({ userId: idSchema }),
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(paymentSchema),
  errors: [],
});

export const refundPayment = defineRoute({
  id: 'refundPayment',
  method: 'POST',
  path: '/api/v1/payments/:id/refunds',
  summary: 'Gives a payment back: all that is left, or a part',
  tag,
  permission: 'payment.refund',
  idempotencyKey: 'optional',
  limits: [{ name: 'refunds', by: 'account', most: 300, windowSeconds: 3_600 }],
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ amount: moneySchema.optional(), reason: text({ max: 1_000 }) }),
  status: 201,
  response: refundSchema,
  errors: [
    'payment_not_found',
    'nothing_to_refund',
    'refund_period_over',
    'too_much_consumed',
    'conflict',
    'idempotency_key_reused',
  ],
});
