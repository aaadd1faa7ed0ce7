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
import { z } from 'zod';
import { readingOf, refundReadingOf } from './readings.ts';
import { sessionForm } from './session-form.ts';
import { StripeApi, type StripeConnection } from './stripe-api.ts';
import { toStripe } from './stripe-amount.ts';
import {
  listSchema,
  ownMetadata,
  refundSchema,
  sessionSchema,
  type StripeRefund,
  type StripeSession,
} from './stripe-objects.ts';
import { readStripeEvent } from './stripe-events.ts';
import { verifyStripeSignature } from './stripe-signature.ts';

export interface StripeAccount extends StripeConnection {
  readonly tenantId: string;
  /** Signing secrets of the webhook endpoint (`whsec_…`); two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /**
   * Whose account it is. The installation's is shared by tenants without one of their own, and its one
   * webhook endpoint reports for all of them; a tenant's reports for that tenant only.
   */
  readonly owner: 'installation' | 'tenant';
}

const expanded: readonly [string, string][] = [
  ['expand[]', 'payment_intent.latest_charge.balance_transaction'],
];

/** Stripe Checkout: a session a payment, in which the buyer may try several cards. */
export class StripePayments implements PaymentProvider {
  readonly name = 'stripe';
  readonly title = 'Stripe';
  readonly #account: StripeAccount;
  readonly #api: StripeApi;

  constructor(account: StripeAccount) {
    this.#account = account;
    this.#api = new StripeApi(account);
  }

  async open(input: OpenPayment): Promise<OpenedPayment> {
    const session = await this.#api.post(
      {
        path: '/v1/checkout/sessions',
        form: sessionForm(input),
        idempotencyKey: `edumaster-open-${input.paymentId}`,
      },
      sessionSchema,
    );
    const { id, url, expires_at: expiresAt } = session;
    if (url === null) throw new PaymentError('unavailable', 'Stripe gave no page to pay on');
    return { providerReference: id, redirectUrl: url, expiresAt };
  }

  async read(providerReference: string): Promise<PaymentReading> {
    return readingOf(await this.#session(providerReference));
  }

  async capture({ paymentId, providerReference }: CapturePayment): Promise<PaymentReading> {
    const reading = await this.read(providerReference);
    if (reading.state === 'succeeded') return reading;
    const { state, transactionId } = reading;
    if (state !== 'approved' || transactionId === null) {
      throw new PaymentError('refused', 'The buyer has not agreed.', { reason: 'not_paid' });
    }
    await this.#api.post(
      {
        path: `/v1/payment_intents/${encodeURIComponent(transactionId)}/capture`,
        form: {},
        idempotencyKey: `edumaster-capture-${paymentId}`,
      },
      z.object({ id: z.string() }),
    );
    return this.read(providerReference);
  }

  /**
   * Looks first: Stripe forgets idempotency keys after a day, and a part that is given back again a
   * week later would be given back twice.
   */
  async refund(input: RefundPayment): Promise<RefundReading> {
    const { amount, paymentId, providerReference, refundId, transactionId } = input;
    if (transactionId === '') {
      throw new PaymentError('refused', 'Nothing was paid.', { reason: 'not_paid' });
    }
    const units = toStripe(amount);
    const known = await this.#refundOf(transactionId, refundId);
    if (known) {
      if (known.amount === units) return refundReadingOf(known, refundId);
      const reason = 'id_reused';
      throw new PaymentError('refused', 'This refund was asked for with another amount.', {
        reason,
      });
    }
    const refund = await this.#api.post(
      {
        path: '/v1/refunds',
        form: {
          payment_intent: transactionId,
          amount: units,
          [`metadata[${ownMetadata.refundId}]`]: refundId,
          [`metadata[${ownMetadata.paymentId}]`]: paymentId,
          [`metadata[${ownMetadata.tenantId}]`]: this.#account.tenantId,
          [`metadata[${ownMetadata.session}]`]: providerReference,
        },
        idempotencyKey: `edumaster-refund-${refundId}`,
      },
      refundSchema,
    );
    return refundReadingOf(refund, refundId);
  }

  async readRefund({ refundId, refundReference }: ReadRefund): Promise<RefundReading> {
    const path = `/v1/refunds/${encodeURIComponent(refundReference)}`;
    return refundReadingOf(await this.#api.get(path, [], refundSchema), refundId);
  }

  async readWebhook(delivery: WebhookDelivery): Promise<readonly PaymentEvent[]> {
    const { owner, tenantId, webhookSecrets } = this.#account;
    verifyStripeSignature(delivery, webhookSecrets);
    const event = await readStripeEvent(delivery.rawBody, (intent) => this.#sessionOf(intent));
    if (!event || (owner === 'tenant' && event.tenantId !== tenantId)) return [];
    return [event];
  }

  /** Of this tenant only. */
  async #session(id: string): Promise<StripeSession> {
    const path = `/v1/checkout/sessions/${encodeURIComponent(id)}`;
    const session = await this.#api.get(path, expanded, sessionSchema);
    if (session.metadata?.[ownMetadata.tenantId] === this.#account.tenantId) return session;
    throw new PaymentError('refused', 'Stripe knows nothing of it.', { reason: 'not_found' });
  }

  /** The session in which a payment intent was made; undefined when it is none of ours. */
  async #sessionOf(paymentIntent: string): Promise<StripeSession | undefined> {
    const { data } = await this.#api.get(
      '/v1/checkout/sessions',
      [['payment_intent', paymentIntent]],
      listSchema(sessionSchema),
    );
    return data[0];
  }

  async #refundOf(paymentIntent: string, refundId: string): Promise<StripeRefund | undefined> {
    const { data } = await this.#api.get(
      '/v1/refunds',
      [
        ['payment_intent', paymentIntent],
        ['limit', '100'],
      ],
      listSchema(refundSchema),
    );
    return data.find(({ metadata }) => metadata?.[ownMetadata.refundId] === refundId);
  }
}
