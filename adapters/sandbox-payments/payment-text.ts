import { z } from 'zod';
import type { SandboxPayment } from './sandbox-payment.ts';

const time = z.string().transform((text) => new Date(text));
const minorUnits = z.string().regex(/^\d+$/).transform(BigInt);
const text = z.string();

const payment = z.object({
  reference: text,
  input: z.object({
    tenantId: text,
    paymentId: text,
    orderId: text,
    amount: z.object({ minorUnits, currency: text }),
    description: text,
    // Who buys is none of the sandbox's business: it forgets all but the id.
    buyer: z.object({ id: text }),
    locale: text,
    returnUrl: text,
    cancelUrl: text,
    webhookUrl: text,
    expiresAt: time,
  }),
  createdAt: time,
  expiresAt: time,
  state: z.enum(['open', 'succeeded', 'expired']),
  transactionId: text.nullable(),
  cardEnding: text.nullable(),
  refunds: z.array(z.object({ refundId: text, reference: text, minorUnits, at: time })),
  dispute: z
    .object({
      reference: text,
      opensAt: time,
      status: z.enum(['coming', 'open', 'won', 'lost']),
    })
    .nullable(),
  webhooks: z.array(
    z.object({
      id: text,
      type: z.enum([
        'payment_succeeded',
        'payment_expired',
        'refund_succeeded',
        'dispute_opened',
        'dispute_won',
        'dispute_lost',
      ]),
      occurredAt: time,
      refundId: text.nullable(),
      attempts: z.int(),
      nextAt: time.nullable(),
    }),
  ),
});

/** Amounts are written as text: no number on the way can round them. */
export function printPayment(given: SandboxPayment): string {
  const { input } = given;
  const forgetful = { ...given, input: { ...input, buyer: { id: input.buyer.id } } };
  return JSON.stringify(forgetful, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

export function parsePayment(content: string): SandboxPayment {
  return payment.parse(JSON.parse(content));
}
