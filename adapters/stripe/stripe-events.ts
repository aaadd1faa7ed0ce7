import { type PaymentEvent, PaymentError } from '@edumaster/payments';
import type { z } from 'zod';
import { failureOf, refundFailureOf, refundStateOf } from './readings.ts';
import { fromStripe } from './stripe-amount.ts';
import {
  disputeSchema,
  eventSchema,
  ownMetadata,
  refundSchema,
  sessionSchema,
  type StripeDispute,
  type StripeEvent,
  type StripeRefund,
  type StripeSession,
} from './stripe-objects.ts';

type FindSession = (paymentIntent: string) => Promise<StripeSession | undefined>;
type Reader = (event: StripeEvent, find: FindSession) => Promise<PaymentEvent | undefined>;

/**
 * docs.stripe.com/api/events/types. Facts are named after the object and what happened to it, not after
 * the event: Stripe tells some of them twice, by several events.
 */
const readers: Readonly<Record<string, Reader>> = {
  'checkout.session.completed': async (event) => sessionEvent(event, 'payment_succeeded'),
  'checkout.session.async_payment_succeeded': async (event) =>
    sessionEvent(event, 'payment_succeeded'),
  'checkout.session.async_payment_failed': async (event) => sessionEvent(event, 'payment_failed'),
  'checkout.session.expired': async (event) => sessionEvent(event, 'payment_expired'),
  'refund.created': refundEvent,
  'refund.updated': refundEvent,
  'refund.failed': refundEvent,
  'charge.dispute.created': (event, find) => disputeEvent(event, find, 'opened'),
  // An inquiry that becomes a dispute is not created anew.
  'charge.dispute.funds_withdrawn': (event, find) => disputeEvent(event, find, 'opened'),
  'charge.dispute.closed': (event, find) => disputeEvent(event, find, 'closed'),
};

/** Undefined for what does not concern us. @throws PaymentError `malformed`, `unavailable` */
export async function readStripeEvent(
  rawBody: Uint8Array,
  find: FindSession,
): Promise<PaymentEvent | undefined> {
  const event = parse(eventSchema, json(rawBody));
  return readers[event.type]?.(event, find);
}

function sessionEvent(
  event: StripeEvent,
  type: 'payment_succeeded' | 'payment_failed' | 'payment_expired',
): PaymentEvent | undefined {
  const session = parse(sessionSchema, event.data.object);
  const origin = originOf(session, event);
  if (!origin) return undefined;
  const about = { ...origin, eventId: `${session.id}/${type}` };
  if (type === 'payment_expired') return { ...about, type };
  if (type === 'payment_failed') return { ...about, type, failure: failureOf(null) };
  const { amount_total: total, currency, payment_intent: intent } = session;
  // Completed, but the bank takes its time: another event will tell.
  if (session.payment_status !== 'paid' || total === null || currency === null) return undefined;
  const transactionId = typeof intent === 'string' ? intent : (intent?.id ?? '');
  return { ...about, type, transactionId, amount: fromStripe(total, currency), fee: null };
}

async function refundEvent(
  event: StripeEvent,
  find: FindSession,
): Promise<PaymentEvent | undefined> {
  const refund = parse(refundSchema, event.data.object);
  const state = refundStateOf(refund.status);
  if (state === 'pending') return undefined;
  const origin = await originOfRefund(refund, event, find);
  if (!origin) return undefined;
  const type = state === 'failed' ? 'refund_failed' : 'refund_succeeded';
  return {
    ...origin,
    eventId: `${refund.id}/${type}`,
    type,
    refundId: refund.metadata?.[ownMetadata.refundId] ?? null,
    refundReference: refund.id,
    amount: fromStripe(refund.amount, refund.currency),
    failure: state === 'failed' ? refundFailureOf(refund) : null,
  };
}

/** Ours says whose it is; one that was made in the dashboard is found by its payment. */
async function originOfRefund(refund: StripeRefund, event: StripeEvent, find: FindSession) {
  const { metadata, payment_intent: intent } = refund;
  const session = metadata?.[ownMetadata.session];
  if (metadata && session !== undefined) return originOf({ id: session, metadata }, event);
  return originOfIntent(intent, event, find);
}

async function disputeEvent(
  event: StripeEvent,
  find: FindSession,
  what: 'opened' | 'closed',
): Promise<PaymentEvent | undefined> {
  const dispute = parse(disputeSchema, event.data.object);
  const type = disputeTypeOf(dispute, what);
  const origin = type && (await originOfIntent(dispute.payment_intent, event, find));
  if (!type || !origin) return undefined;
  return {
    ...origin,
    eventId: `${dispute.id}/${type}`,
    type,
    disputeReference: dispute.id,
    amount: fromStripe(dispute.amount, dispute.currency),
    reason: dispute.reason,
    evidenceDueAt: dispute.evidence_details?.due_by ?? null,
  };
}

/** An inquiry (`warning_…`) asks for an answer; no money moves. */
function disputeTypeOf({ status }: StripeDispute, what: 'opened' | 'closed') {
  if (status.startsWith('warning_')) return undefined;
  if (what === 'opened') return 'dispute_opened';
  if (status === 'won') return 'dispute_won';
  return status === 'lost' ? 'dispute_lost' : undefined;
}

async function originOfIntent(intent: string | null, event: StripeEvent, find: FindSession) {
  const session = intent === null ? undefined : await find(intent);
  return session && originOf(session, event);
}

function originOf(
  { id, metadata }: Pick<StripeSession, 'id' | 'metadata'>,
  { created }: StripeEvent,
) {
  const tenantId = metadata?.[ownMetadata.tenantId];
  const paymentId = metadata?.[ownMetadata.paymentId];
  if (tenantId === undefined || paymentId === undefined) return undefined;
  return { occurredAt: created, tenantId, paymentId, providerReference: id };
}

function parse<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new PaymentError('malformed', 'the webhook is no event of Stripe', { cause: parsed.error });
}

function json(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString());
  } catch {
    return undefined;
  }
}
