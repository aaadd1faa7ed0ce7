import { join } from 'node:path';
import type { Currency, Log } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { PaymentProviders } from '@edumaster/payments';
import { openSandboxPayments, type SandboxPaymentService } from '@edumaster/sandbox-payments';
import type { Settings, SettingsOf } from '@edumaster/settings';
import { StripePayments, takesCurrency } from '@edumaster/stripe';
import type { Provider } from '@nestjs/common';
import { serverSettings } from '../settings.ts';
import { WrongConfiguration } from './configuration.ts';
import { ownApi } from './listen-address.ts';
import { readTenantAccounts, type TenantAccounts } from './payment-accounts.ts';
import { paymentSettings } from './payment-settings.ts';
import { type PaymentAccounts, TenantPaymentProviders } from './tenant-payment-providers.ts';

export interface ChosenPayments {
  readonly providers: PaymentProviders;
  /** On the embedded start. */
  readonly sandbox: SandboxPaymentService | undefined;
}

type PaymentInstallation = Pick<Installation, 'mode' | 'dataDir' | 'rootSecret'>;
type PaymentSettings = SettingsOf<typeof paymentSettings>;

/**
 * What is set, and the sandbox on the embedded start; in production nothing is sold until a provider
 * is set.
 */
export async function choosePayments(
  settings: Settings,
  installation: PaymentInstallation,
  log: Log,
): Promise<ChosenPayments> {
  const { mode, dataDir, rootSecret } = installation;
  const set = settings.of(paymentSettings);
  const tenants = await readTenantAccounts(set.EDUMASTER_PAYMENT_ACCOUNTS);
  const folder = join(dataDir, 'sandbox-payments');
  const connectTo = ownApi(settings.of(serverSettings));
  const sandbox =
    mode === 'embedded'
      ? openSandboxPayments({ mode, folder, rootSecret, connectTo, log })
      : undefined;
  const accounts = [stripeAccounts(set, tenants), ...sandboxAccounts(sandbox)];
  return { providers: new TenantPaymentProviders(accounts), sandbox };
}

export function paymentProviders({ providers }: ChosenPayments): readonly Provider[] {
  return [{ provide: PaymentProviders, useValue: providers }];
}

function sandboxAccounts(sandbox: SandboxPaymentService | undefined): readonly PaymentAccounts[] {
  if (!sandbox) return [];
  return [{ name: 'sandbox', takes: () => true, of: (tenantId) => sandbox.of(tenantId) }];
}

function stripeAccounts(set: PaymentSettings, tenants: TenantAccounts): PaymentAccounts {
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
    takes: (currency) => takesCurrency(currency) && isAmong(currencies, currency),
    of(tenantId) {
      const own = tenants[tenantId]?.stripe;
      if (own) return new StripePayments({ ...own, tenantId, baseUrl, owner: 'tenant' });
      if (secretKey === undefined) return undefined;
      const owner = 'installation';
      return new StripePayments({ secretKey, webhookSecrets, tenantId, baseUrl, owner });
    },
  };
}

function isAmong(currencies: readonly Currency[] | undefined, currency: Currency): boolean {
  return currencies?.includes(currency) ?? true;
}
