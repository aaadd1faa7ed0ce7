import { newId } from '@edumaster/kernel';
import type { OpenPayment } from '../payment-provider.ts';

/** A valid payment of 49.99 dollars, but for what the test says. */
export function anOpenPayment(change: Partial<OpenPayment> = {}): OpenPayment {
  return {
    tenantId: newId(),
    paymentId: newId(),
    orderId: newId(),
    amount: { minorUnits: 4999n, currency: 'USD' },
    description: 'Grüße & <Bread> for beginners',
    buyer: {
      id: newId(),
      email: 'ada@example.test',
      name: 'Ada Lovelace',
      country: 'DE',
      city: 'Berlin',
      address: 'Long Street 1',
      ipAddress: '192.0.2.7',
    },
    locale: 'en',
    returnUrl: 'http://academy.localhost:3000/checkout/result',
    cancelUrl: 'http://academy.localhost:3000/cart',
    webhookUrl: 'http://academy.localhost:3000/api/v1/payments/webhooks/sandbox',
    expiresAt: new Date(Date.now() + 60 * 60 * 1000),
    ...change,
  };
}
