import type { Currency } from '@edumaster/kernel';
import type { PaymentProvider } from './payment-provider.ts';

/** In the order in which they are offered. */
export const providerNames = ['stripe', 'paypal', 'razorpay', 'iyzico', 'sandbox'] as const;
export type ProviderName = (typeof providerNames)[number];

export interface ProvidersQuery {
  readonly tenantId: string;
  readonly currency: Currency;
}

/** The providers of this installation, each with the account of the tenant that asks. */
export abstract class PaymentProviders {
  /** What a buyer may choose from, the preferred first; none when nobody takes this currency. */
  abstract offered(query: ProvidersQuery): Promise<readonly PaymentProvider[]>;

  /**
   * By its name, whatever it is offered for: of payments that were made, refunds and webhooks go on.
   * Undefined when this tenant has no account with it.
   */
  abstract find(tenantId: string, name: string): Promise<PaymentProvider | undefined>;
}
