import { createHmac } from 'node:crypto';
import { derivedKey, type RootSecret } from '@edumaster/kernel';
import {
  assertFresh,
  equalSignatures,
  headerOf,
  type PaymentEvent,
  PaymentError,
  type WebhookDelivery,
} from '@edumaster/payments';
import { z } from 'zod';
import type { SandboxPayment, SandboxWebhook } from './sandbox-payment.ts';

export const signatureHeader = 'sandbox-signature';

/**
 * `sandbox-signature: t=<Unix seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` by a
 * secret of the tenant.
 */
export class SandboxWebhooks {
  readonly #tenantId: string;
  readonly #key: Buffer;

  constructor(rootSecret: RootSecret, tenantId: string) {
    this.#tenantId = tenantId;
    this.#key = derivedKey(rootSecret, `sandbox-payments/webhooks/${tenantId}`);
  }

  sign(rawBody: Uint8Array, at: Date): string {
    const seconds = String(Math.trunc(at.getTime() / 1000));
    return `t=${seconds},v1=${this.#mac(seconds, rawBody)}`;
  }

  /** @throws PaymentError */
  read(delivery: WebhookDelivery): readonly PaymentEvent[] {
    const header = headerOf(delivery, signatureHeader);
    const [, seconds = '', signature = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    if (!equalSignatures(signature, this.#mac(seconds, delivery.rawBody))) {
      throw new PaymentError('signature_refused', 'the signature is not that of the sandbox');
    }
    assertFresh(new Date(Number.parseInt(seconds, 10) * 1000), delivery.now);
    return eventsOf(delivery.rawBody, this.#tenantId);
  }

  #mac(seconds: string, rawBody: Uint8Array): string {
    return createHmac('sha256', this.#key).update(`${seconds}.`).update(rawBody).digest('hex');
  }
}

const time = z.iso.datetime().transform((text) => new Date(text));
const amount = z.object({
  minorUnits: z.string().regex(/^\d+$/).transform(BigInt),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
const origin = {
  eventId: z.string().min(1),
  occurredAt: time,
  tenantId: z.string(),
  paymentId: z.string(),
  providerReference: z.string(),
};
const event = z.discriminatedUnion('type', [
  z.object({
    ...origin,
    type: z.literal('payment_succeeded'),
    transactionId: z.string(),
    amount,
    fee: amount.nullable(),
  }),
  z.object({ ...origin, type: z.literal('payment_expired') }),
  z.object({
    ...origin,
    type: z.literal('refund_succeeded'),
    refundId: z.string(),
    refundReference: z.string(),
    amount,
    failure: z.null(),
  }),
  z.object({
    ...origin,
    type: z.enum(['dispute_opened', 'dispute_won', 'dispute_lost']),
    disputeReference: z.string(),
    amount,
    reason: z.string(),
    evidenceDueAt: z.null(),
  }),
]);

function eventsOf(rawBody: Uint8Array, tenantId: string): readonly PaymentEvent[] {
  const parsed = event.safeParse(json(rawBody));
  if (!parsed.success)
    throw new PaymentError('malformed', 'the webhook is no event of the sandbox');
  return parsed.data.tenantId === tenantId ? [parsed.data] : [];
}

function json(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString());
  } catch {
    return undefined;
  }
}

/** What is told; the same in every delivery. */
export function bodyOf(payment: SandboxPayment, webhook: SandboxWebhook): Buffer {
  const { input, reference } = payment;
  const { id, occurredAt, type } = webhook;
  const { tenantId, paymentId } = input;
  const about = { eventId: id, occurredAt, tenantId, paymentId, providerReference: reference };
  const told = { ...about, type, ...detailsOf(payment, webhook) };
  const text = JSON.stringify(told, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return Buffer.from(text);
}

function detailsOf(payment: SandboxPayment, { type, refundId }: SandboxWebhook): object {
  const { amount: paid } = payment.input;
  if (type === 'payment_expired') return {};
  if (type === 'payment_succeeded') {
    return { transactionId: payment.transactionId, amount: paid, fee: null };
  }
  const refund = payment.refunds.find((one) => one.refundId === refundId);
  if (refund) {
    const given = { ...paid, minorUnits: refund.minorUnits };
    return { refundId, refundReference: refund.reference, amount: given, failure: null };
  }
  const disputeReference = payment.dispute?.reference;
  return { disputeReference, amount: paid, reason: 'fraudulent', evidenceDueAt: null };
}
