import type { PaymentReading, PaymentState, RefundReading } from '@edumaster/payments';
import { fromPaypal } from './paypal-money.ts';
import {
  ownIdsOf,
  type PaypalCapture,
  type PaypalOrder,
  type PaypalRefund,
} from './paypal-objects.ts';

const taken = new Set(['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED']);

/** An order has one purchase unit, and that one capture that counts: the one that took the money. */
export function captureOf({ purchase_units: [unit] }: PaypalOrder): PaypalCapture | undefined {
  const captures = unit?.payments?.captures ?? [];
  return captures.find(({ status }) => taken.has(status)) ?? captures.at(-1);
}

export function refundsOf({ purchase_units: [unit] }: PaypalOrder): readonly PaypalRefund[] {
  return unit?.payments?.refunds ?? [];
}

/** Undefined for an order that is none of ours. */
export function readingOf(order: PaypalOrder): PaymentReading | undefined {
  const [unit] = order.purchase_units;
  const own = ownIdsOf(unit?.custom_id);
  if (!own || !unit?.amount) return undefined;
  const capture = captureOf(order);
  const state = stateOf(order, capture);
  const amount = fromPaypal(capture?.amount ?? unit.amount);
  const fee = capture?.seller_receivable_breakdown?.paypal_fee;
  const refunded = refundsOf(order)
    .filter(({ status }) => refundStateOf(status) !== 'failed')
    .reduce((sum, refund) => sum + fromPaypal(refund.amount).minorUnits, 0n);
  return {
    tenantId: own.tenantId,
    paymentId: own.paymentId,
    providerReference: order.id,
    state,
    amount,
    transactionId: capture?.id ?? null,
    refunded: { ...amount, minorUnits: refunded },
    fee: fee ? fromPaypal(fee) : null,
    failure: state === 'failed' ? failureOf(capture) : null,
  };
}

function stateOf(order: PaypalOrder, capture: PaypalCapture | undefined): PaymentState {
  if (capture && taken.has(capture.status)) return 'succeeded';
  // PayPal looks into it, or a bank takes its time.
  if (capture?.status === 'PENDING') return 'open';
  if (capture && ['DECLINED', 'FAILED'].includes(capture.status)) return 'failed';
  if (order.status === 'APPROVED') return 'approved';
  return order.status === 'VOIDED' ? 'expired' : 'open';
}

export function failureOf(capture: PaypalCapture | undefined) {
  const code = capture?.status_details?.reason ?? capture?.status ?? 'DECLINED';
  return { code, message: 'PayPal could not take the money.' };
}

export function refundReadingOf(refund: PaypalRefund, refundId: string): RefundReading {
  const state = refundStateOf(refund.status);
  return {
    refundId,
    refundReference: refund.id,
    state,
    amount: fromPaypal(refund.amount),
    failure: state === 'failed' ? refundFailureOf(refund) : null,
  };
}

export function refundStateOf(status: string): RefundReading['state'] {
  if (status === 'COMPLETED') return 'succeeded';
  return status === 'PENDING' ? 'pending' : 'failed';
}

export function refundFailureOf({ status, status_details: details }: PaypalRefund) {
  return { code: details?.reason ?? status, message: 'The money could not be given back.' };
}
