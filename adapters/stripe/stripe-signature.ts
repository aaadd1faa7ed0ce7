import { createHmac } from 'node:crypto';
import {
  assertFresh,
  equalSignatures,
  headerOf,
  PaymentError,
  type WebhookDelivery,
} from '@edumaster/payments';

/**
 * `Stripe-Signature: t=<Unix seconds>,v1=<hex>[,v1=…][,v0=…]`: HMAC-SHA256 over `<t>.<body>`, one v1 for
 * each secret that is valid, and nothing but v1 counts (docs.stripe.com/webhooks, "Verify manually").
 * @throws PaymentError `signature_refused`
 */
export function verifyStripeSignature(delivery: WebhookDelivery, secrets: readonly string[]): void {
  const pairs = headerOf(delivery, 'stripe-signature')
    .split(',')
    .map((pair) => /^(t|v\d)=([0-9a-f]{1,64})$/.exec(pair.trim()));
  const [seconds, ...others] = valuesOf(pairs, 't');
  if (seconds === undefined || others.length > 0 || !/^\d{1,12}$/.test(seconds)) {
    throw new PaymentError('signature_refused', 'the webhook does not say when it was signed');
  }
  const expected = secrets.map((secret) => stripeSignature(delivery.rawBody, seconds, secret));
  const given = valuesOf(pairs, 'v1');
  const isSigned = given.some((one) => expected.some((other) => equalSignatures(one, other)));
  if (!isSigned) throw new PaymentError('signature_refused', 'the signature is not that of Stripe');
  assertFresh(new Date(Number.parseInt(seconds, 10) * 1000), delivery.now);
}

export function stripeSignature(rawBody: Uint8Array, seconds: string, secret: string): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest('hex');
}

function valuesOf(pairs: readonly (RegExpExecArray | null)[], name: string): readonly string[] {
  return pairs.flatMap((pair) => (pair?.[1] === name ? [pair[2] ?? ''] : []));
}
