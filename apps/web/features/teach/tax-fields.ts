import type { TaxDetails } from '#web/api/instructors.ts';

type TaxNumberKind = TaxDetails['numbers'][number]['kind'];

export interface TaxField {
  readonly kind: TaxNumberKind;
  /** False also where one of several is enough. */
  readonly isNeeded: boolean;
}

const union = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

const field = (kind: TaxNumberKind, isNeeded = false): TaxField => ({ kind, isNeeded });

/**
 * What the form of a country asks for. The API decides (`domain/tax-numbers/countries.ts` of
 * identity) and says what is wrong; its rules themselves would bring its contracts into the page.
 */
export function taxFieldsOf(country: string): readonly TaxField[] {
  if (country === 'IN') return [field('pan', true), field('aadhaar'), field('gstin')];
  if (country === 'US') return [field('ssn'), field('ein')];
  if (union.has(country)) return [field('vat'), field('taxNumber'), field('iban')];
  return [field('taxNumber', true), field('iban')];
}
