import type { FieldError } from '@edumaster/kernel';
import { isValidIBAN } from 'ibantools';
import { isAadhaar } from '../domain/tax-numbers/aadhaar.ts';
import {
  rulesOf,
  type TaxNumberKind,
  taxNumberKinds,
  type TaxNumbers,
} from '../domain/tax-numbers/countries.ts';
import { isEuVat } from '../domain/tax-numbers/eu-vat.ts';
import { isGstin, isPan, panOfGstin } from '../domain/tax-numbers/india.ts';
import { isEin, isSsn } from '../domain/tax-numbers/united-states.ts';

type Check = (number: string, country: string) => boolean;

const checks: Readonly<Record<TaxNumberKind, { isRight: Check; message: string }>> = {
  pan: { isRight: isPan, message: 'is not a PAN: five letters, four digits, a letter' },
  aadhaar: { isRight: isAadhaar, message: 'is not an Aadhaar number: a digit is wrong' },
  gstin: { isRight: isGstin, message: 'is not a GSTIN: a sign is wrong' },
  ssn: { isRight: isSsn, message: 'is not a social security number: nine digits' },
  ein: {
    isRight: isEin,
    message: 'is not an EIN: nine digits that begin as the IRS gives them out',
  },
  vat: {
    isRight: (number, country) => isEuVat(country, number),
    message: 'is not a VAT number of this country, with its two letters in front',
  },
  taxNumber: {
    isRight: (number) => /^(?=.*\d)[A-Z0-9]{5,20}$/.test(number),
    message: 'must have 5 to 20 letters and digits',
  },
  iban: { isRight: (number) => isValidIBAN(number), message: 'is not an IBAN: a sign is wrong' },
};

/** What is wrong with the numbers of somebody who earns money in a country; none when all is well. */
export function taxNumberErrors(country: string, numbers: TaxNumbers): FieldError[] {
  const { oneOf, optional } = rulesOf(country);
  const allowed = [...oneOf, ...optional];
  const errors: FieldError[] = [];
  if (oneOf.every((kind) => numbers[kind] === undefined)) {
    const [first = 'taxNumber'] = oneOf;
    errors.push({ path: `numbers.${first}`, message: `one of ${oneOf.join(', ')} is needed` });
  }
  for (const kind of taxNumberKinds) {
    const number = numbers[kind];
    if (number === undefined) continue;
    const path = `numbers.${kind}`;
    if (!allowed.includes(kind)) errors.push({ path, message: `is not used in ${country}` });
    else if (!checks[kind].isRight(number, country)) {
      errors.push({ path, message: checks[kind].message });
    }
  }
  return [...errors, ...contradictions(numbers)];
}

function contradictions({ pan, gstin }: TaxNumbers): FieldError[] {
  if (pan === undefined || gstin === undefined || panOfGstin(gstin) === pan) return [];
  return [{ path: 'numbers.gstin', message: 'was given to another PAN' }];
}
