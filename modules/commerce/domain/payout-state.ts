import { defineStateMachine } from '@edumaster/kernel';

/** Once a payout is exported somebody may be paying it: it is not cancelled any more. */
export const payoutState = defineStateMachine({
  name: 'payout',
  initial: 'scheduled',
  transitions: {
    scheduled: { export: 'exported', cancel: 'cancelled' },
    exported: { confirm: 'paid', fail: 'failed' },
    failed: { reschedule: 'scheduled' },
    paid: {},
    cancelled: {},
  },
});
