import { defineErrors } from '@edumaster/kernel';

export const commerceErrors = defineErrors('commerce', {
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    retry: 'changed',
  },
  course_not_for_sale: {
    status: 409,
    title: 'This course is not sold any more',
    retry: 'never',
  },
  course_already_owned: {
    status: 409,
    title: 'You have this course already',
    retry: 'never',
  },
  mixed_currencies: {
    status: 409,
    title: 'Courses in different currencies cannot be bought together',
    retry: 'changed',
  },
  provider_not_offered: {
    status: 409,
    title: 'This way to pay is not offered here',
    retry: 'changed',
  },
  payment_refused: {
    status: 409,
    title: 'The payment provider does not take this payment',
    retry: 'changed',
  },
  payment_closed: {
    status: 409,
    title: 'The time to pay is over: start again',
    retry: 'changed',
  },
  payment_provider_unavailable: {
    status: 503,
    title: 'The payment provider cannot be reached right now',
    retry: 'later',
  },
  payment_not_found: { status: 404, title: 'There is no such payment', retry: 'never' },
  nothing_to_refund: {
    status: 409,
    title: 'There is not so much left to give back',
    retry: 'changed',
  },
  refund_period_over: {
    status: 409,
    title: 'The time to give this purchase back is over',
    retry: 'never',
  },
  too_much_consumed: {
    status: 409,
    title: 'Too much of the course is completed to give it back',
    retry: 'never',
  },
  bad_signature: {
    status: 400,
    title: 'This webhook is not from the provider, or is too old',
    retry: 'never',
  },
  unreadable_webhook: { status: 400, title: 'This webhook cannot be read', retry: 'never' },
});
