import { PaymentError, type RefusalReason } from '@edumaster/payments';
import type { StripeRefusal } from './stripe-objects.ts';

/** docs.stripe.com/error-codes */
const reasons: Readonly<Record<string, RefusalReason>> = {
  amount_too_large: 'amount_too_large',
  amount_too_small: 'amount_too_small',
  charge_already_refunded: 'exceeds_payment',
  charge_disputed: 'exceeds_payment',
  refund_disputed_payment: 'exceeds_payment',
  resource_missing: 'not_found',
  payment_intent_unexpected_state: 'not_paid',
};

/**
 * - 400 that names `amount` at a refund: more than is left (Stripe gives no code for it)
 * - 401 and 403: our key; the operator mends it, and no payment counts as refused for that
 * - 409: another request with the same idempotency key is under way
 * - 424, 429 and 5xx: later (docs.stripe.com/error-low-level)
 */
export function explainRefusal(status: number, refusal: StripeRefusal): PaymentError {
  const { type, code, message = '', param } = refusal;
  const providerCode = code ?? type ?? String(status);
  const isPassing = [401, 403, 409, 424, 429].includes(status) || status >= 500 || status < 400;
  if (isPassing) {
    return new PaymentError('unavailable', `Stripe answered ${status}`, { providerCode });
  }
  const refuse = (reason: RefusalReason) =>
    new PaymentError('refused', sentences[reason] ?? 'Stripe refused this.', {
      reason,
      providerCode,
    });
  if (type === 'idempotency_error') return refuse('id_reused');
  const known = reasons[code ?? ''];
  if (known) return refuse(known);
  if (status === 404) return refuse('not_found');
  if (status === 402) return refuse('declined');
  if (param === 'amount' && /refund/i.test(message)) return refuse('exceeds_payment');
  if (param?.includes('currency')) return refuse('currency_not_supported');
  return refuse('other');
}

const sentences: Partial<Record<RefusalReason, string>> = {
  amount_too_small: 'Stripe does not take so small an amount.',
  amount_too_large: 'Stripe does not take so large an amount.',
  currency_not_supported: 'Stripe does not take this currency here.',
  declined: 'The payment was declined.',
  exceeds_payment: 'More would be given back than is left of the payment.',
  id_reused: 'This was asked of Stripe before, with something else.',
  not_found: 'Stripe knows nothing of it.',
  not_paid: 'The payment is not in a state that allows this.',
};
