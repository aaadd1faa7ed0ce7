export { paymentContract, type PaymentWorld } from './contract-suite.ts';
export { FakePayments } from './fake.ts';
export { FakePaymentProviders } from './fake-providers.ts';
export { anOpenPayment } from './open-payment.ts';
