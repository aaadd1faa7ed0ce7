import type { Amount } from './amount.ts';
import type { PaymentEvent } from './payment-events.ts';
import type { PaymentFailure } from './payment-failure.ts';

/** What some providers demand of a buyer; each takes only what it cannot do without. */
export interface Buyer {
  /** Ours; stable for a person, opaque for the provider. */
  readonly id: string;
  readonly email?: string;
  readonly name?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly city?: string;
  /** Street and number. */
  readonly address?: string;
  readonly ipAddress?: string;
}

export interface OpenPayment {
  readonly tenantId: string;
  /** Ours, a UUID: the same id with the same input is the same payment, however often it is asked for. */
  readonly paymentId: string;
  readonly orderId: string;
  readonly amount: Amount;
  /** One line that the buyer sees on the provider's page, for example the title of the course. */
  readonly description: string;
  readonly buyer: Buyer;
  /** BCP 47; the provider's page follows it as far as it can. */
  readonly locale: string;
  /** Where the provider sends the buyer afterwards, absolute; it proves nothing. */
  readonly returnUrl: string;
  /** Where the buyer goes who does not want to pay. */
  readonly cancelUrl: string;
  /** Our webhook address at the tenant's host, for providers that are told by each payment. */
  readonly webhookUrl: string;
  /** How long the buyer may take; a provider moves it into what it allows and says so. */
  readonly expiresAt: Date;
}

export interface OpenedPayment {
  /** The provider's name for this payment; at most 200 characters. */
  readonly providerReference: string;
  /** Its page, absolute. */
  readonly redirectUrl: string;
  readonly expiresAt: Date;
}

/**
 * `open` the buyer may still pay, or a bank takes its time · `approved` it waits for `capture` ·
 * `succeeded` also after refunds and disputes · `failed`, `expired` for good
 */
export type PaymentState = 'open' | 'approved' | 'succeeded' | 'failed' | 'expired';

export interface PaymentReading {
  readonly tenantId: string;
  /** Ours. */
  readonly paymentId: string;
  readonly providerReference: string;
  readonly state: PaymentState;
  /** What was asked; once it succeeded, what was really paid. */
  readonly amount: Amount;
  /** The provider's name for the movement of money, for its dashboard; null before there is one. */
  readonly transactionId: string | null;
  /** What went back so far, refunds that are under way included. */
  readonly refunded: Amount;
  /** What the provider keeps; null when it does not say it here. */
  readonly fee: Amount | null;
  readonly failure: PaymentFailure | null;
}

export interface CapturePayment {
  readonly paymentId: string;
  readonly providerReference: string;
  readonly amount: Amount;
}

export interface RefundPayment {
  /** Ours, a UUID: the same id with the same input is the same refund. */
  readonly refundId: string;
  readonly paymentId: string;
  readonly providerReference: string;
  /** As the reading or the event of the success gave it. */
  readonly transactionId: string;
  /** All of the payment or a part; several parts may not exceed it. */
  readonly amount: Amount;
}

/** `pending`: taken over, and an event or `readRefund` tells how it ends. */
export type RefundState = 'pending' | 'succeeded' | 'failed';

export interface RefundReading {
  /** Ours. */
  readonly refundId: string;
  readonly refundReference: string;
  readonly state: RefundState;
  readonly amount: Amount;
  readonly failure: PaymentFailure | null;
}

export interface ReadRefund {
  readonly refundId: string;
  readonly refundReference: string;
  readonly providerReference: string;
}

/** A webhook as it arrived. */
export interface WebhookDelivery {
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Byte for byte: the signature covers nothing less. */
  readonly rawBody: Uint8Array;
  readonly now: Date;
}

/**
 * One provider with the account of one tenant. Everything may be asked again after `unavailable`:
 * our ids make it safe. Nothing is kept between calls that a second process would have to know.
 */
export interface PaymentProvider {
  /** As in the address of its webhooks: `stripe`. */
  readonly name: string;
  /** For buyers: `Stripe`. */
  readonly title: string;

  /**
   * Prepares a page where the buyer pays.
   * @throws PaymentError `refused` (`id_reused` when the id belongs to another input), `unavailable`
   */
  open(input: OpenPayment): Promise<OpenedPayment>;

  /** @throws PaymentError `refused` with `not_found`, `unavailable` */
  read(providerReference: string): Promise<PaymentReading>;

  /**
   * Takes the money of an approved payment; of one that succeeded already it is a `read`.
   * @throws PaymentError `refused` (`not_paid`, `declined`, `expired`, `not_found`), `unavailable`
   */
  capture(input: CapturePayment): Promise<PaymentReading>;

  /** @throws PaymentError `refused` (`exceeds_payment`, `not_paid`, `id_reused`, …), `unavailable` */
  refund(input: RefundPayment): Promise<RefundReading>;

  /** @throws PaymentError `refused` with `not_found`, `unavailable` */
  readRefund(input: ReadRefund): Promise<RefundReading>;

  /**
   * Checks whose it is, and says in our words what it reports, the earliest first; nothing for what
   * does not concern us. It may ask the provider for what the webhook does not say.
   * @throws PaymentError `signature_refused`, `malformed`; `unavailable`: let the provider repeat it
   */
  readWebhook(delivery: WebhookDelivery): Promise<readonly PaymentEvent[]>;
}
