import type { Currency } from '@edumaster/kernel';

/** A whole number of the smallest unit of a currency. Never a `number`: a float does not compile. */
export type MinorUnits = bigint;

/** `{minorUnits: 4999n, currency: 'USD'}` is 49.99 dollars, `{minorUnits: 500n, currency: 'JPY'}` 500 yen. */
export interface Amount {
  readonly minorUnits: MinorUnits;
  readonly currency: Currency;
}

/** A negative amount or a currency that is no ISO 4217 code is a bug of the caller. */
export function amount(minorUnits: MinorUnits, currency: Currency): Amount {
  if (minorUnits < 0n) throw new Error(`a negative amount: ${minorUnits}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`not an ISO 4217 code: ${currency}`);
  return { minorUnits, currency };
}

/** ISO 4217: currencies whose minor unit is not a hundredth. */
const otherDigits: Readonly<Record<string, 0 | 3>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the point, for providers that write amounts as decimals. */
export function digitsOf(currency: Currency): 0 | 2 | 3 {
  return otherDigits[currency] ?? 2;
}

/** `49.99`, `500`, `1.250`: exact, as text, with all digits of the currency. */
export function decimalOf({ minorUnits, currency }: Amount): string {
  const digits = digitsOf(currency);
  const text = minorUnits.toString();
  if (digits === 0) return text;
  const padded = text.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/**
 * Reads what `decimalOf` writes, and what providers make of it: digits may be missing at the end, and
 * zeros may follow. Undefined when the text is no amount, or has a part of a minor unit.
 */
export function fromDecimal(text: string, currency: Currency): Amount | undefined {
  const [, whole, fraction = ''] = /^(\d{1,18})(?:\.(\d{1,8}))?$/.exec(text) ?? [];
  if (whole === undefined || !/^[A-Z]{3}$/.test(currency)) return undefined;
  const digits = digitsOf(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[^0]/.test(fraction.slice(digits))) return undefined;
  return { minorUnits: BigInt(`${whole}${kept}`), currency };
}
