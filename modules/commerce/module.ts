import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { commerceSettings } from './config.ts';
import './domain/order-state.ts';
import './domain/payment-state.ts';
import './domain/payout-state.ts';
import './domain/refund-state.ts';
import './domain/subscription-state.ts';
import { EnsureLedgerPartitions } from './jobs/ensure-ledger-partitions.ts';
import { FoldLedger } from './jobs/fold-ledger.ts';

export { inspectLedger, type LedgerInspection } from './inspect-ledger.ts';

class CommerceContainer {}

const crons = [EnsureLedgerPartitions, FoldLedger];

export const commerceModule: ModuleManifest<typeof commerceSettings> = {
  name: 'commerce',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: commerceSettings,
  container: () => ({
    module: CommerceContainer,
    global: true,
    providers: [...crons],
    exports: [],
  }),
  routes: [],
  plainRoutes: [],
  consumers: [],
  jobs: [],
  crons,
  personalData: [],
};
