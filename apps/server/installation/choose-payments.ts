import { join } from 'node:path';
import type { Log } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { PaymentProviders } from '@edumaster/payments';
import { openSandboxPayments, type SandboxPaymentService } from '@edumaster/sandbox-payments';
import type { Provider } from '@nestjs/common';
import type { ServerSettings } from './configuration.ts';
import { ownApi } from './listen-address.ts';
import { type PaymentAccounts, TenantPaymentProviders } from './tenant-payment-providers.ts';

export interface ChosenPayments {
  readonly providers: PaymentProviders;
  /** On the embedded start. */
  readonly sandbox: SandboxPaymentService | undefined;
}

type PaymentInstallation = Pick<Installation, 'mode' | 'dataDir' | 'rootSecret'>;

/** The sandbox on the embedded start; in production nothing is sold until a provider is set. */
export function choosePayments(
  settings: ServerSettings,
  installation: PaymentInstallation,
  log: Log,
): ChosenPayments {
  const { mode, dataDir, rootSecret } = installation;
  const sandbox =
    mode === 'embedded'
      ? openSandboxPayments({
          mode,
          folder: join(dataDir, 'sandbox-payments'),
          rootSecret,
          connectTo: ownApi(settings),
          log,
        })
      : undefined;
  const accounts: PaymentAccounts[] = sandbox
    ? [{ name: 'sandbox', takes: () => true, of: (tenantId) => sandbox.of(tenantId) }]
    : [];
  return { providers: new TenantPaymentProviders(accounts), sandbox };
}

export function paymentProviders({ providers }: ChosenPayments): readonly Provider[] {
  return [{ provide: PaymentProviders, useValue: providers }];
}
