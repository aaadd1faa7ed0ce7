import { defineStateMachine } from '@edumaster/kernel';

/** `ending` goes on to the end of what is paid for; until then it can be resumed. */
export const subscriptionState = defineStateMachine({
  name: 'subscription',
  initial: 'pending',
  transitions: {
    pending: { activate: 'active', abandon: 'ended' },
    active: { renew: 'active', miss: 'past_due', cancel: 'ending', end: 'ended' },
    past_due: { recover: 'active', cancel: 'ended', give_up: 'ended' },
    ending: { resume: 'active', end: 'ended' },
    ended: {},
  },
});
