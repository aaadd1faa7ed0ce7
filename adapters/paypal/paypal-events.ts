import { type PaymentEvent, PaymentError } from '@edumaster/payments';
import { z } from 'zod';
import { fromPaypal } from './paypal-money.ts';
import type { PaypalApi } from './paypal-api.ts';
import {
  captureSchema,
  disputeSchema,
  eventSchema,
  orderSchema,
  ownIdsOf,
  type PaypalCapture,
  type PaypalDispute,
  refundSchema,
} from './paypal-objects.ts';
import { failureOf, refundFailureOf, refundStateOf } from './readings.ts';

type Reader = (id: string, at: Date, api: PaypalApi) => Promise<PaymentEvent | undefined>;

/**
 * developer.paypal.com/api/rest/webhooks/event-names. Of each the id of its object is taken, and the
 * rest is asked for: the signature covers no more than a checksum.
 */
const readers: Readonly<Record<string, Reader>> = {
  'CHECKOUT.ORDER.APPROVED': approvedEvent,
  'PAYMENT.CAPTURE.COMPLETED': captureEvent,
  'PAYMENT.CAPTURE.DECLINED': captureEvent,
  'PAYMENT.CAPTURE.DENIED': captureEvent,
  'PAYMENT.CAPTURE.REFUNDED': refundEvent,
  'PAYMENT.REFUND.FAILED': refundEvent,
  'CUSTOMER.DISPUTE.CREATED': (id, at, api) => disputeEvent({ id, at, what: 'opened' }, api),
  'CUSTOMER.DISPUTE.RESOLVED': (id, at, api) => disputeEvent({ id, at, what: 'closed' }, api),
};

/** Undefined for what does not concern us. @throws PaymentError `malformed`, `unavailable` */
export async function readPaypalEvent(
  rawBody: Uint8Array,
  api: PaypalApi,
): Promise<PaymentEvent | undefined> {
  const parsed = eventSchema.safeParse(json(rawBody));
  if (!parsed.success) throw new PaymentError('malformed', 'the webhook is no event of PayPal');
  const { create_time: at, event_type: type, resource } = parsed.data;
  const id = z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .safeParse(resource['dispute_id'] ?? resource['id']);
  const read = readers[type];
  if (!read || !id.success) return undefined;
  try {
    return await read(id.data, at, api);
  } catch (error) {
    const isUnknown = error instanceof PaymentError && error.reason === 'not_found';
    if (isUnknown) return undefined;
    throw error;
  }
}

async function approvedEvent(id: string, at: Date, api: PaypalApi) {
  const order = await api.call({ method: 'GET', path: `/v2/checkout/orders/${id}` }, orderSchema);
  const own = ownIdsOf(order.purchase_units[0]?.custom_id);
  if (!own) return undefined;
  const { tenantId, paymentId } = own;
  return {
    eventId: `${order.id}/payment_approved`,
    occurredAt: at,
    tenantId,
    paymentId,
    providerReference: order.id,
    type: 'payment_approved' as const,
  };
}

async function captureEvent(id: string, at: Date, api: PaypalApi) {
  const capture = await captureBy(id, api);
  const origin = originOf(capture, at);
  if (!origin) return undefined;
  if (['DECLINED', 'FAILED'].includes(capture.status)) {
    const type = 'payment_failed' as const;
    return { ...origin, eventId: `${id}/${type}`, type, failure: failureOf(capture) };
  }
  if (!['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'].includes(capture.status)) return undefined;
  const fee = capture.seller_receivable_breakdown?.paypal_fee;
  return {
    ...origin,
    eventId: `${id}/payment_succeeded`,
    type: 'payment_succeeded' as const,
    transactionId: capture.id,
    amount: fromPaypal(capture.amount),
    fee: fee ? fromPaypal(fee) : null,
  };
}

async function refundEvent(id: string, at: Date, api: PaypalApi) {
  const path = `/v2/payments/refunds/${id}`;
  const refund = await api.call({ method: 'GET', path }, refundSchema);
  const state = refundStateOf(refund.status);
  const up = refund.links.find(({ rel }) => rel === 'up')?.href;
  const [, captureId] = /\/captures\/([\w-]+)$/.exec(up ?? '') ?? [];
  if (state === 'pending' || captureId === undefined) return undefined;
  const origin = originOf(await captureBy(captureId, api), at);
  if (!origin) return undefined;
  const type = state === 'failed' ? ('refund_failed' as const) : ('refund_succeeded' as const);
  return {
    ...origin,
    eventId: `${id}/${type}`,
    type,
    refundId: ownIdsOf(refund.custom_id)?.refundId ?? null,
    refundReference: id,
    amount: fromPaypal(refund.amount),
    failure: state === 'failed' ? refundFailureOf(refund) : null,
  };
}

interface DisputeNews {
  readonly id: string;
  readonly at: Date;
  readonly what: 'opened' | 'closed';
}

async function disputeEvent({ id, at, what }: DisputeNews, api: PaypalApi) {
  const path = `/v1/customer/disputes/${id}`;
  const dispute = await api.call({ method: 'GET', path }, disputeSchema);
  const type = what === 'opened' ? ('dispute_opened' as const) : outcomeOf(dispute);
  const captureId = dispute.disputed_transactions[0]?.seller_transaction_id;
  if (type === undefined || captureId === undefined) return undefined;
  const origin = originOf(await captureBy(encodeURIComponent(captureId), api), at);
  return (
    origin && {
      ...origin,
      eventId: `${id}/${type}`,
      type,
      disputeReference: id,
      amount: fromPaypal(dispute.dispute_amount),
      reason: dispute.reason,
      evidenceDueAt: dispute.seller_response_due_date ?? null,
    }
  );
}

/** Who keeps the money: PayPal may pay itself (`RESOLVED_WITH_PAYOUT`), a buyer may withdraw. */
const outcomes: Readonly<Record<string, 'dispute_won' | 'dispute_lost'>> = {
  ACCEPTED: 'dispute_lost',
  CANCELED_BY_BUYER: 'dispute_won',
  DENIED: 'dispute_won',
  RESOLVED_BUYER_FAVOUR: 'dispute_lost',
  RESOLVED_SELLER_FAVOUR: 'dispute_won',
  RESOLVED_WITH_PAYOUT: 'dispute_won',
};

function outcomeOf({ dispute_outcome: outcome }: PaypalDispute) {
  return outcomes[outcome?.outcome_code ?? ''];
}

function captureBy(id: string, api: PaypalApi): Promise<PaypalCapture> {
  return api.call({ method: 'GET', path: `/v2/payments/captures/${id}` }, captureSchema);
}

function originOf(capture: PaypalCapture, occurredAt: Date) {
  const own = ownIdsOf(capture.custom_id);
  const order = capture.supplementary_data?.related_ids?.order_id;
  if (!own || order === undefined) return undefined;
  const { tenantId, paymentId } = own;
  return { occurredAt, tenantId, paymentId, providerReference: order };
}

function json(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString());
  } catch {
    return undefined;
  }
}
