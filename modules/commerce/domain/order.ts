import type { Currency, Id } from '@edumaster/kernel';
import type { MinorUnits } from './minor-units.ts';
import type { PaymentStatus } from './payment-state.ts';
import type { SplitPart } from './split.ts';

export type OrderId = Id<'order'>;
export type PaymentId = Id<'payment'>;
export type RefundId = Id<'refund'>;

/** One course of an order, at what it cost then. */
export interface OrderItem extends SplitPart {
  readonly line: number;
  readonly courseId: Id<'course'>;
  readonly title: string;
}

/** One attempt to pay an order. */
export interface Payment {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly buyerId: Id<'user'>;
  readonly provider: string;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  /** Promised to the buyer: given, or on its way. */
  readonly refunded: MinorUnits;
  readonly status: PaymentStatus;
  readonly providerReference: string | null;
  readonly redirectUrl: string | null;
  readonly transactionId: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly expiresAt: Date;
}

/** Of orders that cost nothing. */
export const freeProvider = 'free';
