import type { OpenPayment } from '@edumaster/payments';
import { toStripe } from './stripe-amount.ts';
import type { Form } from './stripe-api.ts';
import { ownMetadata } from './stripe-objects.ts';

/** Of docs.stripe.com/api/checkout/sessions/create; others are left to the buyer's browser. */
const locales = new Set(
  (
    'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt ' +
    'pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'
  ).split(' '),
);

const longestName = 250;
const minute = 60_000;

/**
 * Only from what the payment says, and not from the clock: a repeat must send the same, or Stripe takes
 * it for another request under the same key.
 */
export function sessionForm(input: OpenPayment): Form {
  const { amount, buyer, description, locale, orderId, paymentId, tenantId } = input;
  const own = [
    [ownMetadata.tenantId, tenantId],
    [ownMetadata.paymentId, paymentId],
    [ownMetadata.orderId, orderId],
  ] as const;
  const language = locale.split('-')[0] ?? '';
  return {
    mode: 'payment',
    client_reference_id: paymentId,
    success_url: input.returnUrl,
    cancel_url: input.cancelUrl,
    expires_at: String(Math.trunc(expiryOf(input).getTime() / 1000)),
    locale: [locale, language].find((one) => locales.has(one)) ?? 'auto',
    customer_email: buyer.email,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': amount.currency.toLowerCase(),
    'line_items[0][price_data][unit_amount]': toStripe(amount),
    'line_items[0][price_data][product_data][name]': description.slice(0, longestName),
    ...Object.fromEntries(own.map(([name, value]) => [`metadata[${name}]`, value])),
    ...Object.fromEntries(
      own.map(([name, value]) => [`payment_intent_data[metadata][${name}]`, value]),
    ),
  };
}

/**
 * Stripe takes 30 minutes to 24 hours from the creation of the session. The id of the payment says when
 * that was: a UUIDv7 begins with its time (RFC 9562, 5.7).
 */
function expiryOf({ expiresAt, paymentId }: OpenPayment): Date {
  const made = Number.parseInt(paymentId.replace('-', '').slice(0, 12), 16);
  const [earliest, latest] = [made + 32 * minute, made + 23 * 60 * minute];
  return new Date(Math.min(latest, Math.max(earliest, expiresAt.getTime())));
}
