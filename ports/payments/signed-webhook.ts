import { timingSafeEqual } from 'node:crypto';
import { PaymentError } from './payment-error.ts';
import type { WebhookDelivery } from './payment-provider.ts';

/** A delivery that was signed longer ago, or is dated so far ahead, is refused. */
export const webhookToleranceSeconds = 300;

/** @param signedAt what the signature covers as its time, of this delivery @throws PaymentError */
export function assertFresh(signedAt: Date, now: Date): void {
  const distance = Math.abs(now.getTime() - signedAt.getTime());
  // An invalid date compares as false to everything.
  if (!(distance <= webhookToleranceSeconds * 1000)) {
    throw new PaymentError('signature_refused', 'the webhook is too old');
  }
}

/** In the same time for every wrong one of the right length. */
export function equalSignatures(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** One value; a header that is there twice, or not at all, is no signature. @throws PaymentError */
export function headerOf({ headers }: WebhookDelivery, name: string): string {
  const value = headers[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new PaymentError('signature_refused', `the webhook has no ${name}`);
}
