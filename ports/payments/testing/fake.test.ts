import { newId } from '@edumaster/kernel';
import { paymentContract, type PaymentWorld } from './contract-suite.ts';
import { FakePayments } from './fake.ts';
import { anOpenPayment } from './open-payment.ts';

async function open(flow: 'immediate' | 'approve_first'): Promise<PaymentWorld> {
  const tenantId = newId();
  const provider = new FakePayments({ tenantId, flow });
  return {
    provider,
    stranger: new FakePayments({ tenantId: newId() }),
    payment: (change) => anOpenPayment({ tenantId, ...change }),
    pay: async ({ providerReference }) => provider.pay(providerReference),
    decline: async () => {},
    expire: async ({ providerReference }) => provider.expire(providerReference),
    dispute: async ({ providerReference }, outcome) => {
      provider.dispute(providerReference, 'dispute_opened');
      provider.dispute(providerReference, `dispute_${outcome}`);
    },
    deliveries: () => provider.deliveries,
    sign: (rawBody, at) => provider.sign(rawBody, at),
    signsTime: true,
    breakDown: async () => {
      provider.goAway();
      return async () => provider.comeBack();
    },
  };
}

const currencies = ['JPY', 'KWD', 'EUR'];
paymentContract('in memory', { open: () => open('immediate'), currencies });
paymentContract('in memory that approves first', { open: () => open('approve_first'), currencies });
