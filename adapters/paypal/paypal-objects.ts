import { z } from 'zod';

const money = z.object({ currency_code: z.string(), value: z.string() });
const links = z.array(z.object({ href: z.string(), rel: z.string() })).default([]);
const time = z.string().transform((text) => new Date(text));

/** developer.paypal.com/api/payments/v2/definitions/refund */
export const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  custom_id: z.string().optional(),
  create_time: time.optional(),
  update_time: time.optional(),
  status_details: z.object({ reason: z.string().optional() }).optional(),
  links,
});
export type PaypalRefund = z.infer<typeof refundSchema>;

/** developer.paypal.com/api/payments/v2/definitions/capture */
export const captureSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  custom_id: z.string().optional(),
  create_time: time.optional(),
  update_time: time.optional(),
  status_details: z.object({ reason: z.string().optional() }).optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: money.optional() }).optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
});
export type PaypalCapture = z.infer<typeof captureSchema>;

/** developer.paypal.com/api/orders/v2/definitions/order, with `Prefer: return=representation` */
export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  create_time: time.optional(),
  links,
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        amount: money.optional(),
        payments: z
          .object({
            captures: z.array(captureSchema).default([]),
            refunds: z.array(refundSchema).default([]),
          })
          .optional(),
      }),
    )
    .default([]),
});
export type PaypalOrder = z.infer<typeof orderSchema>;

/** developer.paypal.com/api/customer-disputes/v1 */
export const disputeSchema = z.object({
  dispute_id: z.string(),
  create_time: time,
  update_time: time.optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().optional() })),
  reason: z.string().default('OTHER'),
  status: z.string(),
  dispute_amount: money,
  dispute_outcome: z.object({ outcome_code: z.string() }).optional(),
  seller_response_due_date: time.optional(),
});
export type PaypalDispute = z.infer<typeof disputeSchema>;

export const eventSchema = z.object({
  id: z.string(),
  event_type: z.string(),
  create_time: time,
  resource: z.looseObject({}),
});

export const tokenSchema = z.object({ access_token: z.string(), expires_in: z.int() });

/** developer.paypal.com/api/rest/responses, "Failed requests" */
export const errorSchema = z.object({
  name: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional() })).optional(),
});

/** What we write at an order (`<tenant>.<payment>`) and at a refund (`….<refund>`). */
export interface OwnIds {
  readonly tenantId: string;
  readonly paymentId: string;
  readonly refundId?: string;
}

export function customIdOf({ tenantId, paymentId, refundId }: OwnIds): string {
  return [tenantId, paymentId, refundId].filter((id) => id !== undefined).join('.');
}

/** Undefined for what we have not written. */
export function ownIdsOf(customId: string | undefined): OwnIds | undefined {
  const [tenantId, paymentId, refundId, ...rest] = customId?.split('.') ?? [];
  if (tenantId === undefined || paymentId === undefined || rest.length > 0) return undefined;
  return { tenantId, paymentId, ...(refundId === undefined ? {} : { refundId }) };
}
