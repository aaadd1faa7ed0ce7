import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { commerceSettings, commerceSettingsToken } from './config.ts';
import './domain/payout-state.ts';
import './domain/subscription-state.ts';
import './errors.ts';
import { PaymentRoutes } from './http/payment-routes.ts';
import { SiteOrigin } from './http/site-origin.ts';
import { WebhookRoutes } from './http/webhook-routes.ts';
import { EnsureLedgerPartitions } from './jobs/ensure-ledger-partitions.ts';
import { FoldLedger } from './jobs/fold-ledger.ts';
import { ForgetKeys } from './jobs/forget-keys.ts';
import { SubmitRefunds } from './jobs/submit-refunds.ts';
import { SweepPayments } from './jobs/sweep-payments.ts';
import './policy.ts';
import { ListPayments } from './queries/list-payments.ts';
import { PurchaseData } from './queries/purchase-data.ts';
import { ReadPayment } from './queries/read-payment.ts';
import { CheckOut } from './use-cases/check-out.ts';
import { CheckPayment } from './use-cases/check-payment.ts';
import { CloseRefund } from './use-cases/close-refund.ts';
import { FollowDispute } from './use-cases/follow-dispute.ts';
import { FollowPayment } from './use-cases/follow-payment.ts';
import { NoteForeignRefund } from './use-cases/note-foreign-refund.ts';
import { OpenPayment } from './use-cases/open-payment.ts';
import { PlaceOrder } from './use-cases/place-order.ts';
import { PromiseRefund } from './use-cases/promise-refund.ts';
import { RequestRefund } from './use-cases/request-refund.ts';
import { SettlePayment } from './use-cases/settle-payment.ts';
import { SubmitRefund } from './use-cases/submit-refund.ts';
import { TakeWebhook } from './use-cases/take-webhook.ts';

export { inspectLedger, type LedgerInspection } from './inspect-ledger.ts';

class CommerceContainer {}

const routes = [PaymentRoutes];
const plainRoutes = [WebhookRoutes];
const jobs = [SubmitRefunds];
const crons = [EnsureLedgerPartitions, FoldLedger, ForgetKeys, SweepPayments];

export const commerceModule: ModuleManifest<typeof commerceSettings> = {
  name: 'commerce',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: commerceSettings,
  container: (settings) => ({
    module: CommerceContainer,
    global: true,
    providers: [
      { provide: commerceSettingsToken, useValue: settings },
      CheckOut,
      CheckPayment,
      CloseRefund,
      FollowDispute,
      FollowPayment,
      ListPayments,
      NoteForeignRefund,
      OpenPayment,
      PlaceOrder,
      PromiseRefund,
      PurchaseData,
      ReadPayment,
      RequestRefund,
      SettlePayment,
      SiteOrigin,
      SubmitRefund,
      TakeWebhook,
      ...routes,
      ...plainRoutes,
      ...jobs,
      ...crons,
    ],
    exports: [],
  }),
  routes,
  plainRoutes,
  consumers: [],
  jobs,
  crons,
  personalData: [PurchaseData],
};
