import type { Amount } from './amount.ts';
import type { PaymentFailure } from './payment-failure.ts';

/** Where an event comes from and what it is about. */
export interface PaymentEventOrigin {
  /**
   * Unique for the provider and the same in every delivery of the same fact: the key by which a
   * second delivery is recognised. It is covered by the signature, never taken from what is not.
   */
  readonly eventId: string;
  /** When it happened, by the provider's clock. */
  readonly occurredAt: Date;
  readonly tenantId: string;
  /** Ours. */
  readonly paymentId: string;
  readonly providerReference: string;
}

export type PaymentOutcomeEvent = PaymentEventOrigin &
  (
    | {
        readonly type: 'payment_succeeded';
        readonly transactionId: string;
        /** What was really paid: compare it with what was asked. */
        readonly amount: Amount;
        /** What the provider keeps; null when it does not say it here. */
        readonly fee: Amount | null;
      }
    /** The buyer agreed; the money is taken by `capture`. */
    | { readonly type: 'payment_approved' }
    /** For good. A declined try on a page that stays open for another one is no event. */
    | { readonly type: 'payment_failed'; readonly failure: PaymentFailure }
    | { readonly type: 'payment_expired' }
  );

export interface RefundEvent extends PaymentEventOrigin {
  readonly type: 'refund_succeeded' | 'refund_failed';
  /** Ours; null when it was made in the provider's dashboard. */
  readonly refundId: string | null;
  readonly refundReference: string;
  readonly amount: Amount;
  /** Of a failed one. */
  readonly failure: PaymentFailure | null;
}

export interface DisputeEvent extends PaymentEventOrigin {
  readonly type: 'dispute_opened' | 'dispute_won' | 'dispute_lost';
  readonly disputeReference: string;
  /** What the buyer's bank asks back. */
  readonly amount: Amount;
  /** The provider's word, for example `fraudulent`. */
  readonly reason: string;
  /** Until when evidence is taken; null when the provider does not say. */
  readonly evidenceDueAt: Date | null;
}

/** What a provider reports, in our words. */
export type PaymentEvent = PaymentOutcomeEvent | RefundEvent | DisputeEvent;
