import type { Money } from '@edumaster/kernel';

/** A reduction of the price in whole percent, without an end or until a moment (RFC 3339). */
export interface Discount {
  readonly percent: number;
  readonly endsAt: string | null;
}

/** What is paid now. A fraction of a minor unit stays in the price. */
export function priceAt(now: Date, price: Money, discount: Discount | null): Money {
  if (!isRunning(discount, now)) return price;
  const reduction = Math.floor((price.amount * discount.percent) / 100);
  return { amount: price.amount - reduction, currency: price.currency };
}

export function isRunning(discount: Discount | null, now: Date): discount is Discount {
  if (!discount) return false;
  return discount.endsAt === null || Date.parse(discount.endsAt) > now.getTime();
}
