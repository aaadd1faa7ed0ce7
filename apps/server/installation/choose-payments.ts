import { join } from 'node:path';
import type { Log } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { PaymentProviders } from '@edumaster/payments';
import { openSandboxPayments, type SandboxPaymentService } from '@edumaster/sandbox-payments';
import type { Settings } from '@edumaster/settings';
import type { Provider } from '@nestjs/common';
import { serverSettings } from '../settings.ts';
import { ownApi } from './listen-address.ts';
import { readTenantAccounts } from './payment-accounts.ts';
import { paypalAccounts, stripeAccounts } from './provider-accounts.ts';
import { paymentSettings } from './payment-settings.ts';
import { type PaymentAccounts, TenantPaymentProviders } from './tenant-payment-providers.ts';

export interface ChosenPayments {
  readonly providers: PaymentProviders;
  /** On the embedded start. */
  readonly sandbox: SandboxPaymentService | undefined;
}

type PaymentInstallation = Pick<Installation, 'mode' | 'dataDir' | 'rootSecret'>;

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
  const accounts = [
    stripeAccounts(set, tenants),
    paypalAccounts(set, tenants),
    ...sandboxAccounts(sandbox),
  ];
  return { providers: new TenantPaymentProviders(accounts), sandbox };
}

export function paymentProviders({ providers }: ChosenPayments): readonly Provider[] {
  return [{ provide: PaymentProviders, useValue: providers }];
}

function sandboxAccounts(sandbox: SandboxPaymentService | undefined): readonly PaymentAccounts[] {
  if (!sandbox) return [];
  return [{ name: 'sandbox', takes: () => true, of: (tenantId) => sandbox.of(tenantId) }];
}
