import { definePermission } from '@edumaster/policy';

interface OfBuyer {
  readonly buyerId: string;
}

const own = (userId: string, { buyerId }: OfBuyer): boolean => userId === buyerId;

export const readPayment = definePermission<OfBuyer>('payment.read', [
  { role: 'signed-in', only: own },
  { role: 'admin' },
  { role: 'owner' },
]);

export const listPayments = definePermission<OfBuyer>('payment.list', [
  { role: 'signed-in', only: own },
  { role: 'admin' },
  { role: 'owner' },
]);

/** Buyers give back what is theirs; the rules of the policy are asked afterwards. */
export const refundPayment = definePermission<OfBuyer>('payment.refund', [
  { role: 'signed-in', only: own },
  { role: 'admin' },
  { role: 'owner' },
]);

/** Beyond the rules that hold for buyers. */
export const refundFreely = definePermission('payment.refund-freely', [
  { role: 'admin' },
  { role: 'owner' },
]);
