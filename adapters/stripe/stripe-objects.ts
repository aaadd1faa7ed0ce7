import { z } from 'zod';

/** Whole and safe, so that no amount is rounded on its way into a `bigint`. */
const units = z.int().transform(BigInt);
const seconds = z.int().transform((value) => new Date(value * 1000));
const metadata = z.record(z.string(), z.string());

/** What we write at every object, to know it again. */
export const ownMetadata = {
  tenantId: 'edumaster_tenant_id',
  paymentId: 'edumaster_payment_id',
  orderId: 'edumaster_order_id',
  refundId: 'edumaster_refund_id',
  session: 'edumaster_session',
} as const;

const paymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: units,
  currency: z.string(),
  last_payment_error: z
    .object({ code: z.string().optional(), message: z.string().optional() })
    .nullable(),
  latest_charge: z
    .object({
      amount_refunded: units,
      balance_transaction: z
        .object({ fee: units, currency: z.string() })
        .nullable()
        .or(z.string())
        .optional(),
    })
    .nullable()
    .or(z.string()),
});

/** docs.stripe.com/api/checkout/sessions/object */
export const sessionSchema = z.object({
  object: z.literal('checkout.session'),
  id: z.string(),
  status: z.enum(['open', 'complete', 'expired']).nullable(),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: units.nullable(),
  currency: z.string().nullable(),
  expires_at: seconds,
  url: z.string().nullable(),
  metadata: metadata.nullable(),
  payment_intent: paymentIntent.nullable().or(z.string()),
});
export type StripeSession = z.infer<typeof sessionSchema>;
export type StripeIntent = z.infer<typeof paymentIntent>;

/** docs.stripe.com/api/refunds/object */
export const refundSchema = z.object({
  object: z.literal('refund'),
  id: z.string(),
  amount: units,
  currency: z.string(),
  status: z.string().nullable(),
  failure_reason: z.string().optional(),
  payment_intent: z.string().nullable(),
  metadata: metadata.nullable(),
});
export type StripeRefund = z.infer<typeof refundSchema>;

/** docs.stripe.com/api/disputes/object */
export const disputeSchema = z.object({
  object: z.literal('dispute'),
  id: z.string(),
  amount: units,
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  payment_intent: z.string().nullable(),
  evidence_details: z.object({ due_by: seconds.nullable() }).nullable(),
});
export type StripeDispute = z.infer<typeof disputeSchema>;

/** docs.stripe.com/api/events/object */
export const eventSchema = z.object({
  object: z.literal('event'),
  id: z.string(),
  type: z.string(),
  created: seconds,
  data: z.object({ object: z.unknown() }),
});
export type StripeEvent = z.infer<typeof eventSchema>;

export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ object: z.literal('list'), data: z.array(item) });
}

/** docs.stripe.com/api/errors */
export const errorSchema = z.object({
  error: z.object({
    type: z.string().optional(),
    code: z.string().optional(),
    message: z.string().optional(),
    param: z.string().optional(),
  }),
});
export type StripeRefusal = z.infer<typeof errorSchema>['error'];
