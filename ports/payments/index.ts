export {
  type Amount,
  amount,
  decimalOf,
  digitsOf,
  fromDecimal,
  type MinorUnits,
} from './amount.ts';
export {
  PaymentError,
  type PaymentErrorCode,
  type RefusalReason,
  refusalReasons,
} from './payment-error.ts';
export type {
  DisputeEvent,
  PaymentEvent,
  PaymentEventOrigin,
  PaymentOutcomeEvent,
  RefundEvent,
} from './payment-events.ts';
export type { PaymentFailure } from './payment-failure.ts';
export type {
  Buyer,
  CapturePayment,
  OpenedPayment,
  OpenPayment,
  PaymentProvider,
  PaymentReading,
  PaymentState,
  ReadRefund,
  RefundPayment,
  RefundReading,
  RefundState,
  WebhookDelivery,
} from './payment-provider.ts';
export {
  PaymentProviders,
  type ProviderName,
  providerNames,
  type ProvidersQuery,
} from './payment-providers.ts';
export {
  assertFresh,
  equalSignatures,
  headerOf,
  webhookToleranceSeconds,
} from './signed-webhook.ts';
