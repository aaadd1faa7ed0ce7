import type { Currency } from '@edumaster/kernel';
import {
  type PaymentProvider,
  type PaymentProviders,
  type ProviderName,
  providerNames,
  type ProvidersQuery,
} from '@edumaster/payments';

/** One provider and the accounts that tenants have with it. */
export interface PaymentAccounts {
  readonly name: ProviderName;
  takes(currency: Currency): boolean;
  /** Undefined for a tenant without an account. */
  of(tenantId: string): PaymentProvider | undefined;
}

/** What is set, in the order in which providers are offered. */
export class TenantPaymentProviders implements PaymentProviders {
  readonly #accounts: readonly PaymentAccounts[];

  constructor(accounts: readonly PaymentAccounts[]) {
    this.#accounts = accounts.toSorted(
      (a, b) => providerNames.indexOf(a.name) - providerNames.indexOf(b.name),
    );
  }

  async offered({ tenantId, currency }: ProvidersQuery): Promise<readonly PaymentProvider[]> {
    return this.#accounts
      .filter((accounts) => accounts.takes(currency))
      .map((accounts) => accounts.of(tenantId))
      .filter((provider) => provider !== undefined);
  }

  async find(tenantId: string, name: string): Promise<PaymentProvider | undefined> {
    return this.#accounts.find((accounts) => accounts.name === name)?.of(tenantId);
  }
}
