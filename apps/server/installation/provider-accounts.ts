import type { Currency } from '@edumaster/kernel';
import { PaypalPayments, takesCurrency as paypalTakes } from '@edumaster/paypal';
import type { SettingsOf } from '@edumaster/settings';
import { StripePayments, takesCurrency as stripeTakes } from '@edumaster/stripe';
import { WrongConfiguration } from './configuration.ts';
import type { TenantAccounts } from './payment-accounts.ts';
import type { paymentSettings } from './payment-settings.ts';
import type { PaymentAccounts } from './tenant-payment-providers.ts';

type PaymentSettings = SettingsOf<typeof paymentSettings>;

export function stripeAccounts(set: PaymentSettings, tenants: TenantAccounts): PaymentAccounts {
  const {
    EDUMASTER_STRIPE_CURRENCIES: currencies,
    EDUMASTER_STRIPE_SECRET_KEY: secretKey,
    EDUMASTER_STRIPE_URL: baseUrl,
    EDUMASTER_STRIPE_WEBHOOK_SECRETS: webhookSecrets,
  } = set;
  if (secretKey !== undefined && webhookSecrets.length === 0) {
    throw new WrongConfiguration(
      'EDUMASTER_STRIPE_WEBHOOK_SECRETS is needed with EDUMASTER_STRIPE_SECRET_KEY: without it ' +
        'nobody would learn of payments',
    );
  }
  return {
    name: 'stripe',
    takes: (currency) => stripeTakes(currency) && isAmong(currencies, currency),
    of(tenantId) {
      const own = tenants[tenantId]?.stripe;
      if (own) return new StripePayments({ ...own, tenantId, baseUrl, owner: 'tenant' });
      if (secretKey === undefined) return undefined;
      const owner = 'installation';
      return new StripePayments({ secretKey, webhookSecrets, tenantId, baseUrl, owner });
    },
  };
}

/** One client a tenant for as long as the program runs: each has a token. */
export function paypalAccounts(set: PaymentSettings, tenants: TenantAccounts): PaymentAccounts {
  const { EDUMASTER_PAYPAL_CURRENCIES: currencies, EDUMASTER_PAYPAL_URL: baseUrl } = set;
  const shared = sharedPaypal(set);
  const clients = new Map<string, PaypalPayments>();
  const open = (tenantId: string): PaypalPayments | undefined => {
    const own = tenants[tenantId]?.paypal;
    if (own) return new PaypalPayments({ ...own, tenantId, baseUrl, owner: 'tenant' });
    return shared && new PaypalPayments({ ...shared, tenantId, baseUrl, owner: 'installation' });
  };
  return {
    name: 'paypal',
    takes: (currency) => paypalTakes(currency) && isAmong(currencies, currency),
    of(tenantId) {
      const client = clients.get(tenantId) ?? open(tenantId);
      if (client) clients.set(tenantId, client);
      return client;
    },
  };
}

function sharedPaypal(set: PaymentSettings) {
  const {
    EDUMASTER_PAYPAL_CLIENT_ID: clientId,
    EDUMASTER_PAYPAL_CLIENT_SECRET: clientSecret,
    EDUMASTER_PAYPAL_WEBHOOK_ID: webhookId,
  } = set;
  if (clientId === undefined) return undefined;
  if (clientSecret === undefined || webhookId === undefined) {
    throw new WrongConfiguration(
      'EDUMASTER_PAYPAL_CLIENT_SECRET and EDUMASTER_PAYPAL_WEBHOOK_ID are needed with ' +
        'EDUMASTER_PAYPAL_CLIENT_ID',
    );
  }
  return { clientId, clientSecret, webhookId };
}

function isAmong(currencies: readonly Currency[] | undefined, currency: Currency): boolean {
  return currencies?.includes(currency) ?? true;
}
