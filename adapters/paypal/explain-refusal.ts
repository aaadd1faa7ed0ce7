import { PaymentError, type RefusalReason } from '@edumaster/payments';

interface Refusal {
  readonly name?: string | undefined;
  readonly details?: readonly { readonly issue?: string | undefined }[] | undefined;
}

/** Issues of 422 (developer.paypal.com/api/orders/v2/errors, …/payments/v2/errors). */
const reasons: Readonly<Record<string, RefusalReason>> = {
  CAPTURED_AMOUNT_FULLY_REFUNDED: 'exceeds_payment',
  CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED: 'exceeds_payment',
  CAPTURE_FULLY_REFUNDED: 'exceeds_payment',
  CURRENCY_NOT_SUPPORTED: 'currency_not_supported',
  DUPLICATE_INVOICE_ID: 'id_reused',
  INSTRUMENT_DECLINED: 'declined',
  INVALID_CURRENCY_CODE: 'currency_not_supported',
  INVALID_RESOURCE_ID: 'not_found',
  ORDER_EXPIRED: 'expired',
  ORDER_NOT_APPROVED: 'not_paid',
  PAYER_ACTION_REQUIRED: 'not_paid',
  REFUND_AMOUNT_EXCEEDED: 'exceeds_payment',
  REFUND_AMOUNT_TOO_LOW: 'amount_too_small',
  TRANSACTION_REFUSED: 'declined',
};

/** 401 and 403: our credentials; the operator mends them, and no payment counts as refused for that. */
export function explainRefusal(status: number, { name, details = [] }: Refusal): PaymentError {
  const providerCode = details[0]?.issue ?? name ?? String(status);
  if ([401, 403, 409, 429].includes(status) || status >= 500 || status < 400) {
    return new PaymentError('unavailable', `PayPal answered ${status}`, { providerCode });
  }
  const reason = reasons[providerCode] ?? (status === 404 ? 'not_found' : 'other');
  return new PaymentError('refused', sentences[reason] ?? 'PayPal refused this.', {
    reason,
    providerCode,
  });
}

const sentences: Partial<Record<RefusalReason, string>> = {
  currency_not_supported: 'PayPal does not take this currency here.',
  declined: 'PayPal declined the payment.',
  exceeds_payment: 'More would be given back than is left of the payment.',
  expired: 'The time to pay is over.',
  id_reused: 'This was asked of PayPal before, with something else.',
  not_found: 'PayPal knows nothing of it.',
  not_paid: 'The buyer has not agreed.',
};
