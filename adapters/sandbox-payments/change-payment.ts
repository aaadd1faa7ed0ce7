import { randomUUID } from 'node:crypto';
import { PaymentError, type RefundPayment } from '@edumaster/payments';
import {
  refundedOf,
  type SandboxPayment,
  type SandboxWebhook,
  type WebhookType,
} from './sandbox-payment.ts';
import type { TestCard } from './test-cards.ts';

const lateMilliseconds = 15_000;

/** Without effect on what was paid already. */
export function paid(payment: SandboxPayment, card: TestCard, terms: Terms): SandboxPayment {
  if (payment.state !== 'open') return payment;
  const { now, disputeMilliseconds } = terms;
  const opensAt = new Date(now.getTime() + disputeMilliseconds);
  const told = webhook('payment_succeeded', now);
  const late = { ...told, nextAt: new Date(now.getTime() + lateMilliseconds) };
  const reports = { late: [late], doubled: [told, told, told], usual: [told] };
  return {
    ...payment,
    state: 'succeeded',
    transactionId: `sandbox_tx_${randomUUID().replaceAll('-', '')}`,
    cardEnding: card.number.slice(-4),
    dispute: card.isDisputed
      ? { reference: `sandbox_dp_${randomUUID()}`, opensAt, status: 'coming' }
      : null,
    webhooks: [...payment.webhooks, ...reports[card.webhook ?? 'usual']],
  };
}

export interface Terms {
  readonly now: Date;
  /** From the payment to the dispute of a card that is disputed. */
  readonly disputeMilliseconds: number;
}

/** What time has brought: the page is closed, the bank asks the money back. */
export function aged(payment: SandboxPayment, now: Date): SandboxPayment {
  const { state, expiresAt, dispute } = payment;
  if (state === 'open' && expiresAt <= now) return expired(payment, now);
  if (dispute?.status === 'coming' && dispute.opensAt <= now) {
    return {
      ...payment,
      dispute: { ...dispute, status: 'open' },
      webhooks: [...payment.webhooks, webhook('dispute_opened', now)],
    };
  }
  return payment;
}

/** Without effect on what is not open any more. */
export function expired(payment: SandboxPayment, now: Date): SandboxPayment {
  if (payment.state !== 'open') return payment;
  const webhooks = [...payment.webhooks, webhook('payment_expired', now)];
  return { ...payment, state: 'expired', webhooks };
}

/** The bank decides; without effect where it has nothing to decide. */
export function decided(
  payment: SandboxPayment,
  outcome: 'won' | 'lost',
  now: Date,
): SandboxPayment {
  const { dispute } = payment;
  if (dispute?.status !== 'open') return payment;
  return {
    ...payment,
    dispute: { ...dispute, status: outcome },
    webhooks: [...payment.webhooks, webhook(`dispute_${outcome}`, now)],
  };
}

/** @throws PaymentError `refused` */
export function refunded(payment: SandboxPayment, ask: RefundPayment, now: Date): SandboxPayment {
  const { refundId, amount } = ask;
  const { currency, minorUnits } = payment.input.amount;
  const known = payment.refunds.find((refund) => refund.refundId === refundId);
  if (known) {
    if (known.minorUnits === amount.minorUnits && amount.currency === currency) return payment;
    refuse('id_reused', 'This refund was asked for with another amount.');
  }
  if (payment.state !== 'succeeded') refuse('not_paid', 'This payment was not made.');
  if (payment.dispute?.status === 'lost') refuse('exceeds_payment', 'The bank took it back.');
  const isMore = refundedOf(payment) + amount.minorUnits > minorUnits;
  if (isMore || amount.currency !== currency || amount.minorUnits <= 0n) {
    refuse('exceeds_payment', 'More would be given back than was paid.');
  }
  const reference = `sandbox_re_${refundId}`;
  const refund = { refundId, reference, minorUnits: amount.minorUnits, at: now };
  return {
    ...payment,
    refunds: [...payment.refunds, refund],
    webhooks: [...payment.webhooks, webhook('refund_succeeded', now, refundId)],
  };
}

function refuse(reason: 'id_reused' | 'not_paid' | 'exceeds_payment', message: string): never {
  throw new PaymentError('refused', message, { reason });
}

function webhook(type: WebhookType, now: Date, refundId: string | null = null): SandboxWebhook {
  const id = `sandbox_ev_${randomUUID().replaceAll('-', '')}`;
  return { id, type, occurredAt: now, refundId, attempts: 0, nextAt: now };
}
