import type { Currency } from '@edumaster/kernel';
import { type Amount, digitsOf, PaymentError } from '@edumaster/payments';

/**
 * Where Stripe's smallest unit is another than that of ISO 4217
 * (docs.stripe.com/currencies, "Special cases" and "Zero-decimal currencies").
 */
const otherDigits: Readonly<Record<Currency, 0 | 2>> = { ISK: 2, UGX: 2, MGA: 0 };

const scale: Readonly<Record<0 | 2 | 3, bigint>> = { 0: 1n, 2: 100n, 3: 1000n };

/** What Stripe calls this amount. @throws PaymentError `refused` for what it cannot charge */
export function toStripe({ minorUnits, currency }: Amount): bigint {
  const ours = scale[digitsOf(currency)];
  const theirs = scale[otherDigits[currency] ?? digitsOf(currency)];
  const scaled = minorUnits * theirs;
  // "You must round to the nearest ten": the last of three digits is 0.
  const isWhole = scaled % ours === 0n && (digitsOf(currency) !== 3 || minorUnits % 10n === 0n);
  if (!isWhole) throw new PaymentError('refused', `This amount cannot be charged in ${currency}.`);
  return scaled / ours;
}

/** @param currency in lower case, as Stripe writes it */
export function fromStripe(units: bigint, currency: string): Amount {
  const amount = wholeFromStripe(units, currency);
  if (!amount) throw new Error(`a part of a minor unit: ${units} ${currency}`);
  return amount;
}

/** Undefined for a part of a minor unit: a fee may be one where a price may not. */
export function wholeFromStripe(units: bigint, currency: string): Amount | undefined {
  const code = currency.toUpperCase();
  const ours = scale[digitsOf(code)];
  const theirs = scale[otherDigits[code] ?? digitsOf(code)];
  const scaled = units * ours;
  return scaled % theirs === 0n ? { minorUnits: scaled / theirs, currency: code } : undefined;
}

/** Not all: what an account takes is the account's; what no account takes is refused by Stripe. */
export function takesCurrency(currency: Currency): boolean {
  return /^[A-Z]{3}$/.test(currency) && !/^X(XX|TS|AU|AG|PT|PD|DR)$/.test(currency);
}
