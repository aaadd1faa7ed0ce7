export { takesCurrency } from './paypal-money.ts';
export { type PaypalAccount, PaypalPayments } from './paypal-payments.ts';
