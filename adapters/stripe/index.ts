export { takesCurrency } from './stripe-amount.ts';
export { type StripeAccount, StripePayments } from './stripe-payments.ts';
