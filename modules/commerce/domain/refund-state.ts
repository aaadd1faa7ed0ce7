import { defineStateMachine } from '@edumaster/kernel';

export const refundState = defineStateMachine({
  name: 'refund',
  initial: 'requested',
  transitions: {
    requested: { submit: 'submitted', succeed: 'succeeded', fail: 'failed' },
    submitted: { succeed: 'succeeded', fail: 'failed' },
    succeeded: {},
    failed: {},
  },
});

export type RefundStatus = (typeof refundState.states)[number];
