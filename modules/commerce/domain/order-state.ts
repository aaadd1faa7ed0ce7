import { defineStateMachine } from '@edumaster/kernel';

/**
 * Money that comes after an order has expired was paid all the same: it is settled. What comes after
 * it was cancelled goes back.
 */
export const orderState = defineStateMachine({
  name: 'order',
  initial: 'pending',
  transitions: {
    pending: { pay: 'paid', expire: 'expired', cancel: 'cancelled' },
    expired: { pay: 'paid' },
    cancelled: {},
    paid: { refund_part: 'partially_refunded', refund_all: 'refunded' },
    partially_refunded: {
      refund_part: 'partially_refunded',
      refund_all: 'refunded',
      restore_part: 'partially_refunded',
      restore_all: 'paid',
    },
    refunded: { restore_part: 'partially_refunded', restore_all: 'paid' },
  },
});

export type OrderStatus = (typeof orderState.states)[number];
