import { defineErrors } from '@edumaster/kernel';

export const sandboxPaymentErrors = defineErrors('sandbox-payments', {
  card_declined: { status: 402, title: 'The card was declined', retry: 'changed' },
  payment_page_closed: {
    status: 409,
    title: 'The time to pay on this page is over',
    retry: 'never',
  },
});
