import { isEuCountry } from './eu-vat.ts';

export const taxNumberKinds = [
  'pan',
  'aadhaar',
  'gstin',
  'ssn',
  'ein',
  'vat',
  'taxNumber',
  'iban',
] as const;

export type TaxNumberKind = (typeof taxNumberKinds)[number];

export type TaxNumbers = Readonly<Partial<Record<TaxNumberKind, string>>>;

export interface CountryRules {
  /** One of these has to be there. */
  readonly oneOf: readonly TaxNumberKind[];
  /** These may be. Aadhaar is: whoever is no bank must not demand it (Aadhaar Act 2016, section 4). */
  readonly optional: readonly TaxNumberKind[];
}

/** What a country asks of those who earn money there. */
export function rulesOf(country: string): CountryRules {
  if (country === 'IN') return { oneOf: ['pan'], optional: ['aadhaar', 'gstin'] };
  if (country === 'US') return { oneOf: ['ssn', 'ein'], optional: [] };
  if (isEuCountry(country)) return { oneOf: ['vat', 'taxNumber'], optional: ['iban'] };
  return { oneOf: ['taxNumber'], optional: ['iban'] };
}

/** As numbers are written down: without the signs that people put between groups. */
export function plainNumber(written: string): string {
  return written.replace(/[\s./-]/g, '').toUpperCase();
}

/** All but the last signs hidden, enough to recognise one's own. */
export function maskedNumber(number: string): string {
  const shown = number.length >= 8 ? 4 : 2;
  return '•'.repeat(number.length - shown) + number.slice(-shown);
}
