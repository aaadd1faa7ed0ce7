import type { DisputeEvent, OpenPayment, PaymentState } from '@edumaster/payments';

export interface SandboxRefund {
  readonly refundId: string;
  readonly reference: string;
  readonly minorUnits: bigint;
  readonly at: Date;
}

export interface SandboxDispute {
  readonly reference: string;
  /** When the bank asks the money back. */
  readonly opensAt: Date;
  readonly status: 'coming' | 'open' | 'won' | 'lost';
}

/** What is told to the webhook address; kept until it has been taken. */
export interface SandboxWebhook {
  readonly id: string;
  readonly type: WebhookType;
  readonly occurredAt: Date;
  /** Of a refund's event. */
  readonly refundId: string | null;
  readonly attempts: number;
  /** Null when it has arrived, or was given up. */
  readonly nextAt: Date | null;
}

export type WebhookType =
  'payment_succeeded' | 'payment_expired' | 'refund_succeeded' | DisputeEvent['type'];

/** All that the sandbox knows of one payment: changed as a whole, or not at all. */
export interface SandboxPayment {
  readonly reference: string;
  readonly input: OpenPayment;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: Extract<PaymentState, 'open' | 'succeeded' | 'expired'>;
  readonly transactionId: string | null;
  /** Null before it was paid. */
  readonly cardEnding: string | null;
  readonly refunds: readonly SandboxRefund[];
  readonly dispute: SandboxDispute | null;
  readonly webhooks: readonly SandboxWebhook[];
}

export function refundedOf({ refunds }: SandboxPayment): bigint {
  return refunds.reduce((sum, { minorUnits }) => sum + minorUnits, 0n);
}

/** When something is to be done next: the page closes, a dispute comes, a webhook is sent. */
export function nextWorkAt(payment: SandboxPayment): Date | undefined {
  const { state, expiresAt, dispute, webhooks } = payment;
  const times = [
    ...(state === 'open' ? [expiresAt] : []),
    ...(dispute?.status === 'coming' ? [dispute.opensAt] : []),
    ...webhooks.map(({ nextAt }) => nextAt).filter((at) => at !== null),
  ];
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
