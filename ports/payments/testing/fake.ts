import { randomUUID } from 'node:crypto';
import { PaymentError, type RefusalReason } from '../payment-error.ts';
import type { DisputeEvent, PaymentEvent, PaymentEventOrigin } from '../payment-events.ts';
import type {
  CapturePayment,
  OpenedPayment,
  OpenPayment,
  PaymentProvider,
  PaymentReading,
  PaymentState,
  ReadRefund,
  RefundPayment,
  RefundReading,
  WebhookDelivery,
} from '../payment-provider.ts';
import { FakeWebhooks } from './fake-webhooks.ts';

interface FakeOptions {
  readonly tenantId: string;
  /** With `approve_first` a payment that was paid waits for `capture`. */
  readonly flow?: 'immediate' | 'approve_first';
}

interface Kept {
  readonly input: OpenPayment;
  readonly reference: string;
  state: PaymentState;
  readonly refunds: Map<string, RefundReading>;
}

/** Keeps payments in memory. Nobody is told of events: take them from `deliveries` to the webhook. */
export class FakePayments implements PaymentProvider {
  readonly name = 'fake';
  readonly title = 'Fake';
  /** What it would have sent, the oldest first. */
  readonly deliveries: WebhookDelivery[] = [];
  /** Refunds stay `pending` from now on, until `settleRefund`. */
  refundsTakeTime = false;
  readonly #options: FakeOptions;
  readonly #payments = new Map<string, Kept>();
  readonly #webhooks: FakeWebhooks;
  #isAway = false;

  constructor(options: FakeOptions) {
    this.#options = options;
    this.#webhooks = new FakeWebhooks(options.tenantId);
  }

  async open(input: OpenPayment): Promise<OpenedPayment> {
    this.#requireThere();
    const reference = `fake_${input.paymentId}`;
    const kept = this.#payments.get(reference) ?? newlyKept(input, reference);
    if (!isSame(kept.input, input)) refuse('id_reused');
    this.#payments.set(reference, kept);
    const redirectUrl = `https://pay.fake.test/${reference}`;
    return { providerReference: reference, redirectUrl, expiresAt: kept.input.expiresAt };
  }

  async read(providerReference: string): Promise<PaymentReading> {
    this.#requireThere();
    return readingOf(this.#find(providerReference));
  }

  async capture({ providerReference }: CapturePayment): Promise<PaymentReading> {
    this.#requireThere();
    const kept = this.#find(providerReference);
    if (kept.state !== 'succeeded') {
      if (kept.state !== 'approved') refuse('not_paid');
      this.#succeed(kept);
    }
    return readingOf(kept);
  }

  async refund(input: RefundPayment): Promise<RefundReading> {
    this.#requireThere();
    const kept = this.#find(input.providerReference);
    const known = kept.refunds.get(input.refundId);
    if (known && !isSame(known.amount, input.amount)) refuse('id_reused');
    if (known) return known;
    if (kept.state !== 'succeeded') refuse('not_paid');
    const { minorUnits } = kept.input.amount;
    if (refundedOf(kept) + input.amount.minorUnits > minorUnits) refuse('exceeds_payment');
    const { refundId, amount } = input;
    const state = this.refundsTakeTime ? 'pending' : 'succeeded';
    const refundReference = `fake_refund_${refundId}`;
    const refund: RefundReading = { refundId, refundReference, state, amount, failure: null };
    kept.refunds.set(refundId, refund);
    if (state === 'succeeded') this.#reportRefund(kept, refund);
    return refund;
  }

  async readRefund({ providerReference, refundId }: ReadRefund): Promise<RefundReading> {
    this.#requireThere();
    return this.#find(providerReference).refunds.get(refundId) ?? refuse('not_found');
  }

  async readWebhook(delivery: WebhookDelivery): Promise<readonly PaymentEvent[]> {
    return this.#webhooks.read(delivery);
  }

  /** The buyer pays; again without effect. */
  pay(providerReference: string): void {
    const kept = this.#find(providerReference);
    if (kept.state !== 'open') return;
    if (this.#options.flow !== 'approve_first') return this.#succeed(kept);
    kept.state = 'approved';
    this.#report({ ...origin(kept), type: 'payment_approved' });
  }

  /** The time to pay is over. */
  expire(providerReference: string): void {
    const kept = this.#find(providerReference);
    kept.state = 'expired';
    this.#report({ ...origin(kept), type: 'payment_expired' });
  }

  /** The bank says no for good. */
  fail(providerReference: string): void {
    const kept = this.#find(providerReference);
    kept.state = 'failed';
    this.#report({ ...origin(kept), type: 'payment_failed', failure });
  }

  settleRefund(providerReference: string, refundId: string, state: 'succeeded' | 'failed'): void {
    const kept = this.#find(providerReference);
    const pending = kept.refunds.get(refundId) ?? refuse('not_found');
    const settled = { ...pending, state, failure: state === 'failed' ? failure : null };
    kept.refunds.set(refundId, settled);
    this.#reportRefund(kept, settled);
  }

  /** The buyer's bank asks the money back, and decides. */
  dispute(providerReference: string, type: DisputeEvent['type']): void {
    const kept = this.#find(providerReference);
    this.#report({
      ...origin(kept),
      type,
      disputeReference: `fake_dispute_${kept.input.paymentId}`,
      amount: kept.input.amount,
      reason: 'fraudulent',
      evidenceDueAt: null,
    });
  }

  /** Signs anything as a webhook of this fake. */
  sign(rawBody: Uint8Array, now: Date): WebhookDelivery {
    return this.#webhooks.sign(rawBody, now);
  }

  goAway(): void {
    this.#isAway = true;
  }

  comeBack(): void {
    this.#isAway = false;
  }

  #requireThere(): void {
    if (this.#isAway) throw new PaymentError('unavailable', 'the fake is away');
  }

  #find(reference: string): Kept {
    return this.#payments.get(reference) ?? refuse('not_found');
  }

  #succeed(kept: Kept): void {
    kept.state = 'succeeded';
    const { amount } = kept.input;
    const transactionId = transactionOf(kept);
    this.#report({ ...origin(kept), type: 'payment_succeeded', transactionId, amount, fee: null });
  }

  #reportRefund(kept: Kept, refund: RefundReading): void {
    const { refundId, refundReference, amount, failure: why } = refund;
    const type = refund.state === 'failed' ? 'refund_failed' : 'refund_succeeded';
    this.#report({ ...origin(kept), type, refundId, refundReference, amount, failure: why });
  }

  #report(event: PaymentEvent): void {
    this.deliveries.push(this.#webhooks.report(event, new Date()));
  }
}

const failure = { code: 'card_declined', message: 'The card was declined.' };

function newlyKept(input: OpenPayment, reference: string): Kept {
  return { input, reference, state: 'open', refunds: new Map() };
}

function readingOf(kept: Kept): PaymentReading {
  const { input, reference, state } = kept;
  const { tenantId, paymentId, amount } = input;
  return {
    tenantId,
    paymentId,
    providerReference: reference,
    state,
    amount,
    transactionId: state === 'succeeded' ? transactionOf(kept) : null,
    refunded: { ...amount, minorUnits: refundedOf(kept) },
    fee: null,
    failure: state === 'failed' ? failure : null,
  };
}

function transactionOf({ input }: Kept): string {
  return `fake_transaction_${input.paymentId}`;
}

function refundedOf({ refunds }: Kept): bigint {
  return [...refunds.values()]
    .filter(({ state }) => state !== 'failed')
    .reduce((sum, { amount }) => sum + amount.minorUnits, 0n);
}

function origin({ input, reference }: Kept): PaymentEventOrigin {
  const { tenantId, paymentId } = input;
  const eventId = `fake_event_${randomUUID()}`;
  return { eventId, occurredAt: new Date(), tenantId, paymentId, providerReference: reference };
}

function isSame(a: object, b: object): boolean {
  const text = (value: object) =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
  return text(a) === text(b);
}

function refuse(reason: RefusalReason): never {
  throw new PaymentError('refused', `The fake refuses: ${reason}.`, { reason });
}
