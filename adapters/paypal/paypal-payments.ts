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
import { PaypalApi, type PaypalConnection } from './paypal-api.ts';
import { readPaypalEvent } from './paypal-events.ts';
import { toPaypal } from './paypal-money.ts';
import {
  customIdOf,
  orderSchema,
  ownIdsOf,
  type PaypalOrder,
  refundSchema,
} from './paypal-objects.ts';
import { verifyPaypalSignature } from './paypal-signature.ts';
import { readingOf, refundReadingOf, refundsOf } from './readings.ts';

export interface PaypalAccount extends PaypalConnection {
  readonly tenantId: string;
  /** Of the webhook, as PayPal names it: it is part of what is signed. */
  readonly webhookId: string;
  /** As with every provider: the installation's reports for all tenants that share it. */
  readonly owner: 'installation' | 'tenant';
}

const longestDescription = 127;
/** How long PayPal lets a buyer approve, at most. */
const longestMilliseconds = 3 * 60 * 60 * 1000;

/** PayPal Orders v2: the buyer approves on PayPal's page, then we take the money. */
export class PaypalPayments implements PaymentProvider {
  readonly name = 'paypal';
  readonly title = 'PayPal';
  readonly #account: PaypalAccount;
  readonly #api: PaypalApi;

  constructor(account: PaypalAccount) {
    this.#account = account;
    this.#api = new PaypalApi(account);
  }

  async open(input: OpenPayment): Promise<OpenedPayment> {
    const order = await this.#api.call(
      {
        method: 'POST',
        path: '/v2/checkout/orders',
        body: orderOf(input),
        requestId: `edumaster-open-${input.paymentId}`,
      },
      orderSchema,
    );
    assertAsAsked(order, input);
    const page = order.links.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
    if (!page) throw new PaymentError('unavailable', 'PayPal gave no page to pay on');
    const opened = order.create_time ?? new Date();
    const latest = new Date(opened.getTime() + longestMilliseconds);
    const expiresAt = input.expiresAt < latest ? input.expiresAt : latest;
    return { providerReference: order.id, redirectUrl: page.href, expiresAt };
  }

  async read(providerReference: string): Promise<PaymentReading> {
    return this.#reading(await this.#order(providerReference));
  }

  async capture({ amount, providerReference }: CapturePayment): Promise<PaymentReading> {
    const before = await this.read(providerReference);
    if (before.state === 'succeeded') return before;
    const isAsAsked =
      before.amount.minorUnits === amount.minorUnits && before.amount.currency === amount.currency;
    if (before.state !== 'approved' || !isAsAsked) {
      throw new PaymentError('refused', 'The buyer has not agreed.', { reason: 'not_paid' });
    }
    const path = `/v2/checkout/orders/${encodeURIComponent(providerReference)}/capture`;
    try {
      // Without a request id: an order is captured once, and after a decline it is tried again.
      await this.#api.call({ method: 'POST', path }, orderSchema);
    } catch (error) {
      // Another of us was faster.
      const isDone =
        error instanceof PaymentError && error.providerCode === 'ORDER_ALREADY_CAPTURED';
      if (!isDone) throw error;
    }
    return this.read(providerReference);
  }

  /** Looks first: PayPal forgets request ids after 45 days. */
  async refund(input: RefundPayment): Promise<RefundReading> {
    const { amount, paymentId, providerReference, refundId, transactionId } = input;
    if (transactionId === '') {
      throw new PaymentError('refused', 'Nothing was paid.', { reason: 'not_paid' });
    }
    const money = toPaypal(amount);
    const order = await this.#order(providerReference);
    const known = refundsOf(order).find((one) => ownIdsOf(one.custom_id)?.refundId === refundId);
    if (known) return sameRefund(refundReadingOf(known, refundId), input);
    const { tenantId } = this.#account;
    const refund = await this.#api.call(
      {
        method: 'POST',
        path: `/v2/payments/captures/${encodeURIComponent(transactionId)}/refund`,
        body: { amount: money, custom_id: customIdOf({ tenantId, paymentId, refundId }) },
        requestId: `edumaster-refund-${refundId}`,
      },
      refundSchema,
    );
    return sameRefund(refundReadingOf(refund, refundId), input);
  }

  async readRefund({ refundId, refundReference }: ReadRefund): Promise<RefundReading> {
    const path = `/v2/payments/refunds/${encodeURIComponent(refundReference)}`;
    return refundReadingOf(await this.#api.call({ method: 'GET', path }, refundSchema), refundId);
  }

  async readWebhook(delivery: WebhookDelivery): Promise<readonly PaymentEvent[]> {
    const { owner, tenantId, webhookId } = this.#account;
    const { baseUrl } = this.#api;
    const download = (url: string) => this.#api.download(url);
    await verifyPaypalSignature(delivery, { webhookId, baseUrl, download });
    const event = await readPaypalEvent(delivery.rawBody, this.#api);
    if (!event || (owner === 'tenant' && event.tenantId !== tenantId)) return [];
    return [event];
  }

  #order(id: string): Promise<PaypalOrder> {
    const path = `/v2/checkout/orders/${encodeURIComponent(id)}`;
    return this.#api.call({ method: 'GET', path }, orderSchema);
  }

  /** Of this tenant only. */
  #reading(order: PaypalOrder): PaymentReading {
    const reading = readingOf(order);
    if (reading?.tenantId === this.#account.tenantId) return reading;
    throw new PaymentError('refused', 'PayPal knows nothing of it.', { reason: 'not_found' });
  }
}

/** developer.paypal.com/api/orders/v2/orders-create */
function orderOf(input: OpenPayment): object {
  const { amount, description, locale, paymentId } = input;
  return {
    intent: 'CAPTURE',
    purchase_units: [
      {
        custom_id: customIdOf(input),
        // PayPal takes an invoice's money once: the last word against paying twice.
        invoice_id: paymentId,
        description: description.slice(0, longestDescription),
        amount: toPaypal(amount),
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          ...(/^[a-z]{2}(-[A-Z]{2})$/.test(locale) ? { locale } : {}),
          shipping_preference: 'NO_SHIPPING',
          user_action: 'PAY_NOW',
          return_url: input.returnUrl,
          cancel_url: input.cancelUrl,
        },
      },
    },
  };
}

/** PayPal answers a repeat with what there is, and does not look whether the same was asked. */
function assertAsAsked(order: PaypalOrder, { amount, paymentId, tenantId }: OpenPayment): void {
  const reading = readingOf(order);
  const isSame =
    reading?.paymentId === paymentId &&
    reading.tenantId === tenantId &&
    reading.amount.minorUnits === amount.minorUnits &&
    reading.amount.currency === amount.currency;
  if (isSame) return;
  const reason = 'id_reused';
  throw new PaymentError('refused', 'This payment was opened with something else.', { reason });
}

function sameRefund(reading: RefundReading, { amount }: RefundPayment): RefundReading {
  const { minorUnits, currency } = reading.amount;
  if (minorUnits === amount.minorUnits && currency === amount.currency) return reading;
  const reason = 'id_reused';
  const message = 'This refund was asked for with another amount.';
  throw new PaymentError('refused', message, { reason });
}
