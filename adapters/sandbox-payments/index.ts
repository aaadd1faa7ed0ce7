export { openSandboxPayments, type SandboxPaymentService } from './open-sandbox-payments.ts';
export { type TestCard, testCards } from './test-cards.ts';
