import type { PaymentProvider } from '../payment-provider.ts';
import { PaymentProviders, type ProvidersQuery } from '../payment-providers.ts';
import { FakePayments } from './fake.ts';

/** One fake a tenant, made when it is first asked for; nothing is offered in `XXX`. */
export class FakePaymentProviders extends PaymentProviders {
  readonly #fakes = new Map<string, FakePayments>();

  async offered({ tenantId, currency }: ProvidersQuery): Promise<readonly PaymentProvider[]> {
    return currency === 'XXX' ? [] : [this.of(tenantId)];
  }

  async find(tenantId: string, name: string): Promise<PaymentProvider | undefined> {
    return name === 'fake' ? this.of(tenantId) : undefined;
  }

  /** To play the buyer and the bank. */
  of(tenantId: string): FakePayments {
    const known = this.#fakes.get(tenantId) ?? new FakePayments({ tenantId });
    this.#fakes.set(tenantId, known);
    return known;
  }
}
