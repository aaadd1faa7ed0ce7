import { defineStateMachine } from '@edumaster/kernel';

/**
 * One attempt to pay an order. What the provider calls failed or over can still turn out paid: then
 * the money is there, and it is settled or given back, never ignored. A refund counts from the moment
 * that it is promised; one that the provider could not make is restored.
 */
export const paymentState = defineStateMachine({
  name: 'payment',
  initial: 'pending',
  transitions: {
    pending: { succeed: 'success', fail: 'failed', expire: 'expired' },
    failed: { succeed: 'success' },
    expired: { succeed: 'success' },
    success: { refund_part: 'partially_refunded', refund_all: 'refunded', dispute: 'disputed' },
    partially_refunded: {
      refund_part: 'partially_refunded',
      refund_all: 'refunded',
      restore_part: 'partially_refunded',
      restore_all: 'success',
      dispute: 'disputed',
    },
    refunded: { restore_part: 'partially_refunded', restore_all: 'success' },
    disputed: { win: 'success', win_part: 'partially_refunded', lose: 'refunded' },
  },
});

export type PaymentStatus = (typeof paymentState.states)[number];
