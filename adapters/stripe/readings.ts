import type {
  Amount,
  PaymentFailure,
  PaymentReading,
  PaymentState,
  RefundReading,
} from '@edumaster/payments';
import { fromStripe, wholeFromStripe } from './stripe-amount.ts';
import {
  ownMetadata,
  type StripeIntent,
  type StripeRefund,
  type StripeSession,
} from './stripe-objects.ts';

/** @param session with its payment intent expanded */
export function readingOf(session: StripeSession): PaymentReading {
  const { id, metadata, amount_total: total, currency } = session;
  const intent = intentOf(session);
  const state = stateOf(session, intent);
  const money = currency ?? intent?.currency ?? '';
  const asked = total ?? 0n;
  const charge = chargeOf(intent);
  return {
    tenantId: metadata?.[ownMetadata.tenantId] ?? '',
    paymentId: metadata?.[ownMetadata.paymentId] ?? '',
    providerReference: id,
    state,
    amount: fromStripe(state === 'succeeded' ? (intent?.amount_received ?? asked) : asked, money),
    transactionId: state === 'open' ? null : (intent?.id ?? null),
    refunded: fromStripe(charge?.amount_refunded ?? 0n, money),
    fee: feeOf(charge),
    failure: state === 'failed' ? failureOf(intent) : null,
  };
}

/**
 * A session is complete when the buyer is through with it; some ways to pay (bank debits) are settled
 * days later, and until then it is unpaid.
 */
function stateOf(session: StripeSession, intent: StripeIntent | null): PaymentState {
  if (session.status === 'expired') return 'expired';
  if (session.payment_status === 'paid') return 'succeeded';
  if (intent?.status === 'requires_capture') return 'approved';
  const isOver = ['requires_payment_method', 'canceled'].includes(intent?.status ?? '');
  return session.status === 'complete' && isOver ? 'failed' : 'open';
}

function intentOf({ payment_intent: intent }: StripeSession): StripeIntent | null {
  return typeof intent === 'object' ? intent : null;
}

type StripeCharge = Exclude<StripeIntent['latest_charge'], string>;

function chargeOf(intent: StripeIntent | null): StripeCharge {
  const charge = intent?.latest_charge;
  return typeof charge === 'object' ? charge : null;
}

/** In the currency of the balance, which need not be that of the payment. */
function feeOf(charge: StripeCharge): Amount | null {
  const balance = charge?.balance_transaction;
  if (!balance || typeof balance === 'string') return null;
  return wholeFromStripe(balance.fee, balance.currency) ?? null;
}

export function failureOf(intent: StripeIntent | null): PaymentFailure {
  const { code = 'payment_failed', message = 'The payment failed.' } =
    intent?.last_payment_error ?? {};
  return { code, message };
}

export function refundReadingOf(refund: StripeRefund, refundId: string): RefundReading {
  const { id, amount, currency, status } = refund;
  const state = refundStateOf(status);
  return {
    refundId,
    refundReference: id,
    state,
    amount: fromStripe(amount, currency),
    failure: state === 'failed' ? refundFailureOf(refund) : null,
  };
}

/** `requires_action` waits for the buyer, `canceled` went back to us. */
export function refundStateOf(status: string | null): RefundReading['state'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

export function refundFailureOf({
  failure_reason: code = 'unknown',
}: StripeRefund): PaymentFailure {
  return { code, message: 'The money could not be given back.' };
}
