import { createHmac } from 'node:crypto';
import { derivedKey, type RootSecret } from '@edumaster/kernel';
import {
  type CapturePayment,
  type OpenedPayment,
  type OpenPayment,
  PaymentError,
  type PaymentEvent,
  type PaymentProvider,
  type PaymentReading,
  type ReadRefund,
  type RefundPayment,
  type RefundReading,
  type WebhookDelivery,
} from '@edumaster/payments';
import { aged, refunded } from './change-payment.ts';
import { isReference, type PaymentFiles } from './payment-files.ts';
import { refundedOf, type SandboxPayment, type SandboxRefund } from './sandbox-payment.ts';
import { SandboxWebhooks } from './sandbox-webhooks.ts';

export const pagePath = '/sandbox-payments';

interface ProviderParts {
  readonly tenantId: string;
  readonly rootSecret: RootSecret;
  readonly files: PaymentFiles;
  readonly clock: () => Date;
  /** Something is to be done with a payment. */
  readonly wake: (reference: string) => void;
}

/** Long enough to type a card, however soon the order ends. */
const shortestMilliseconds = 60_000;

export class SandboxProvider implements PaymentProvider {
  readonly name = 'sandbox';
  readonly title = 'Sandbox (no real money)';
  readonly #parts: ProviderParts;
  readonly #webhooks: SandboxWebhooks;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#webhooks = new SandboxWebhooks(parts.rootSecret, parts.tenantId);
  }

  async open(input: OpenPayment): Promise<OpenedPayment> {
    const { files, clock, wake } = this.#parts;
    if (input.amount.minorUnits <= 0n) {
      const reason = 'amount_too_small';
      throw new PaymentError('refused', 'There is nothing to pay.', { reason });
    }
    const reference = this.#referenceOf(input.paymentId);
    const now = clock();
    const payment = await files.change(
      reference,
      (known) => known ?? opened(input, reference, now),
    );
    if (!payment || !isSame(payment.input, input)) {
      const reason = 'id_reused';
      throw new PaymentError('refused', 'This payment was opened with something else.', { reason });
    }
    wake(reference);
    // Beside where the buyer comes back: the page is ours, at the host where they are signed in.
    const redirectUrl = new URL(`${pagePath}/${reference}`, payment.input.returnUrl).href;
    return { providerReference: reference, redirectUrl, expiresAt: payment.expiresAt };
  }

  async read(providerReference: string): Promise<PaymentReading> {
    return readingOf(await this.#find(providerReference));
  }

  async capture({ providerReference }: CapturePayment): Promise<PaymentReading> {
    const reading = await this.read(providerReference);
    if (reading.state === 'succeeded') return reading;
    throw new PaymentError('refused', 'The buyer has not paid.', { reason: 'not_paid' });
  }

  async refund(input: RefundPayment): Promise<RefundReading> {
    const { files, clock, wake } = this.#parts;
    const { reference } = await this.#find(input.providerReference);
    const payment = await files.change(
      reference,
      (current) => current && refunded(current, input, clock()),
    );
    wake(reference);
    return refundReading(payment, input.refundId);
  }

  async readRefund({ providerReference, refundId }: ReadRefund): Promise<RefundReading> {
    return refundReading(await this.#find(providerReference), refundId);
  }

  async readWebhook(delivery: WebhookDelivery): Promise<readonly PaymentEvent[]> {
    return this.#webhooks.read(delivery);
  }

  /** Of this tenant only. */
  async #find(reference: string): Promise<SandboxPayment> {
    const { files, clock, tenantId, wake } = this.#parts;
    const payment = isReference(reference)
      ? await files.change(reference, (current) => current && aged(current, clock()))
      : undefined;
    if (payment?.input.tenantId !== tenantId) notFound();
    wake(reference);
    return payment;
  }

  /** Nobody guesses it: it opens the page. The same for the same payment, so that a repeat finds it. */
  #referenceOf(paymentId: string): string {
    const { rootSecret, tenantId } = this.#parts;
    const key = derivedKey(rootSecret, 'sandbox-payments/references');
    const mac = createHmac('sha256', key).update(`${tenantId} ${paymentId}`).digest('hex');
    return `sandbox_${mac.slice(0, 40)}`;
  }
}

function opened(input: OpenPayment, reference: string, now: Date): SandboxPayment {
  const earliest = new Date(now.getTime() + shortestMilliseconds);
  return {
    reference,
    input,
    createdAt: now,
    expiresAt: input.expiresAt < earliest ? earliest : input.expiresAt,
    state: 'open',
    transactionId: null,
    cardEnding: null,
    refunds: [],
    dispute: null,
    webhooks: [],
  };
}

function isSame(a: OpenPayment, b: OpenPayment): boolean {
  return (
    a.tenantId === b.tenantId &&
    a.orderId === b.orderId &&
    a.amount.minorUnits === b.amount.minorUnits &&
    a.amount.currency === b.amount.currency &&
    a.returnUrl === b.returnUrl
  );
}

function readingOf(payment: SandboxPayment): PaymentReading {
  const { input, reference, state, transactionId } = payment;
  const { tenantId, paymentId, amount } = input;
  return {
    tenantId,
    paymentId,
    providerReference: reference,
    state,
    amount,
    transactionId,
    refunded: { ...amount, minorUnits: refundedOf(payment) },
    fee: null,
    failure: null,
  };
}

function refundReading(payment: SandboxPayment | undefined, refundId: string): RefundReading {
  const refund = payment?.refunds.find((one) => one.refundId === refundId);
  if (!payment || !refund) notFound();
  return asReading(refund, payment);
}

function asReading(refund: SandboxRefund, { input }: SandboxPayment): RefundReading {
  const { refundId, reference, minorUnits } = refund;
  const amount = { ...input.amount, minorUnits };
  return { refundId, refundReference: reference, state: 'succeeded', amount, failure: null };
}

function notFound(): never {
  throw new PaymentError('refused', 'The sandbox knows nothing of it.', { reason: 'not_found' });
}
