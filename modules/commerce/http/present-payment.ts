import type { Payment } from '../domain/order.ts';
import type { PaymentStatus } from '../domain/payment-state.ts';
import { totalOf } from '../domain/split.ts';
import { moneyOf } from '../money-at-edge.ts';
import type { PaymentView } from '../queries/read-payment.ts';
import type { Refund } from '../store/refund-store.ts';

/** Buyers are told that the time is over as a failure: there is nothing that they could do but anew. */
function statusOf(status: PaymentStatus) {
  return status === 'expired' ? 'failed' : status;
}

export function presentPayment({ payment, items }: PaymentView) {
  const { id, orderId, amount, refunded, currency, status, provider, transactionId } = payment;
  return {
    id,
    orderId,
    amount: moneyOf(amount, currency),
    refunded: moneyOf(refunded, currency),
    status: statusOf(status),
    provider,
    transactionId,
    redirectUrl: status === 'pending' ? payment.redirectUrl : null,
    courses: items.map((item) => ({
      id: item.courseId,
      title: item.title,
      price: moneyOf(totalOf(item), currency),
    })),
    createdAt: payment.createdAt.toISOString(),
  };
}

/** Made of what never changes, so that the same key gets the same answer for ever. */
export function presentCheckout({ id, orderId, amount, currency, provider, redirectUrl }: Payment) {
  return {
    orderId,
    paymentId: id,
    status: amount === 0n ? ('paid' as const) : ('pending' as const),
    amount: moneyOf(amount, currency),
    provider,
    redirectUrl,
  };
}

export function presentRefund(refund: Refund) {
  const { id, paymentId, amount, currency, status, reason, requestedAt } = refund;
  return {
    id,
    paymentId,
    amount: moneyOf(amount, currency),
    status,
    reason,
    createdAt: requestedAt.toISOString(),
  };
}
