import { type Currency, type Money, money } from '@edumaster/kernel';
import type { MinorUnits } from './domain/minor-units.ts';

// The one place where amounts change between the whole numbers of commerce and those of JSON.

/** @throws Error for a fraction of a minor unit */
export function minorUnitsOf({ amount }: Money): MinorUnits {
  return BigInt(amount);
}

/** @throws Error for an amount that JSON cannot say exactly */
export function moneyOf(amount: MinorUnits, currency: Currency): Money {
  return money(Number(amount), currency);
}
