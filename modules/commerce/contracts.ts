import { checkOut, listUserPayments, readPayment, refundPayment } from './contracts/payments.ts';

export { checkOut, listUserPayments, readPayment, refundPayment };

/** Every route of the module, for the typed client. */
export const commerceContracts = { checkOut, listUserPayments, readPayment, refundPayment };
