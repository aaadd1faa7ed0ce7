import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasVerhoeffDigit, isAadhaar } from '../domain/tax-numbers/aadhaar.ts';
import { maskedNumber, plainNumber } from '../domain/tax-numbers/countries.ts';
import { isEuVat } from '../domain/tax-numbers/eu-vat.ts';
import { gstinCheckDigit, isGstin, isPan } from '../domain/tax-numbers/india.ts';
import { isEin, isSsn } from '../domain/tax-numbers/united-states.ts';
import { taxNumberErrors } from './check-tax-numbers.ts';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const aadhaar = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.array(digit, { minLength: 10, maxLength: 10 }))
  .map(([first, others]) => `${first}${others.join('')}`)
  .map((body) => body + '0123456789'.split('').find((last) => hasVerhoeffDigit(body + last)));

const letters = (length: number) =>
  fc.array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), {
    minLength: length,
    maxLength: length,
  });
const pan = fc
  .tuple(
    letters(3),
    fc.constantFrom(...'ABCFGHJLPT'),
    letters(1),
    fc.integer({ min: 1, max: 9_999 }),
    letters(1),
  )
  .map(([start, holder, name, serial, check]) =>
    [...start, holder, ...name, String(serial).padStart(4, '0'), ...check].join(''),
  );
const gstin = fc
  .tuple(fc.integer({ min: 1, max: 38 }), pan, fc.constantFrom(...'123456789ABZ'))
  .map(([state, of, entity]) => `${String(state).padStart(2, '0')}${of}${entity}Z`)
  .map((body) => body + gstinCheckDigit(body));

const replaced = (text: string, at: number, sign: string) =>
  text.slice(0, at) + sign + text.slice(at + 1);

describe('Aadhaar', () => {
  it('is right with its own check digit', () => {
    // The example of Verhoeff's tract: the check digit of 236 is 3.
    expect(hasVerhoeffDigit('2363')).toBe(true);
    expect(isAadhaar('234123412346')).toBe(true);
    fc.assert(fc.property(aadhaar, isAadhaar));
  });

  it('has every single wrong digit found', () => {
    fc.assert(
      fc.property(aadhaar, fc.nat(11), digit, (number, at, wrong) => {
        fc.pre(number[at] !== wrong);
        return !isAadhaar(replaced(number, at, wrong));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has every two exchanged neighbours found', () => {
    fc.assert(
      fc.property(aadhaar, fc.nat(10), (number, at) => {
        const [one = '', two = ''] = number.slice(at, at + 2);
        fc.pre(one !== two);
        return !isAadhaar(number.slice(0, at) + two + one + number.slice(at + 2));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    '034123412346',
    '134123412346',
    '23412341234',
    '2341234123467',
    '23412341234６',
    'x',
  ])('is not %j', (number) => expect(isAadhaar(number)).toBe(false));
});

describe('PAN and GSTIN', () => {
  it('are right as the state gives them out', () => {
    expect(isPan('AAAPL1234C')).toBe(true);
    expect(isGstin('27AAPFU0939F1ZV')).toBe(true);
    expect(isGstin('29AAGCB7383J1Z4')).toBe(true);
    fc.assert(fc.property(pan, isPan));
    fc.assert(fc.property(gstin, isGstin));
  });

  it.each(['AAAXL1234C', 'AAAPL123C', 'AAAPL12345', 'aaapl1234c', 'AAAPL0000C', ' AAAPL1234C'])(
    'PAN is not %j',
    (number) => expect(isPan(number)).toBe(false),
  );

  it('GSTIN has every single wrong sign found', () => {
    const sign = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    fc.assert(
      fc.property(gstin, fc.nat(14), sign, (number, at, wrong) => {
        fc.pre(number[at] !== wrong);
        return !isGstin(replaced(number, at, wrong));
      }),
      { numRuns: 2_000 },
    );
  });

  it('GSTIN of a state that there is not is none', () => {
    const body = '39AAPFU0939F1Z';
    expect(isGstin(body + gstinCheckDigit(body))).toBe(false);
  });
});

describe('numbers of the United States', () => {
  it.each(['123456789', '001010001', '899999999'])('%s can be an SSN', (number) => {
    expect(isSsn(number)).toBe(true);
  });

  it.each([
    '000123456',
    '666123456',
    '900123456',
    '123006789',
    '123450000',
    '078051120',
    '12345678',
  ])('%s cannot be an SSN', (number) => expect(isSsn(number)).toBe(false));

  it('an EIN begins with a known prefix', () => {
    expect(isEin('123456789')).toBe(true);
    for (const number of ['073456789', '893456789', '12345678']) expect(isEin(number)).toBe(false);
  });
});

describe('VAT numbers of the European Union', () => {
  it.each([
    ['DE', 'DE123456789'],
    ['AT', 'ATU12345678'],
    ['GR', 'EL123456789'],
    ['NL', 'NL123456789B01'],
    ['IE', 'IE1234567FA'],
    ['FR', 'FRXX123456789'],
  ])('of %s: %s', (country, number) => expect(isEuVat(country, number)).toBe(true));

  it.each([
    ['DE', 'DE12345678'],
    ['DE', 'DE012345678'],
    ['GR', 'GR123456789'],
    ['NL', 'NL123456789B00'],
    ['AT', 'DE123456789'],
    ['GB', 'GB123456789'],
  ])('not of %s: %s', (country, number) => expect(isEuVat(country, number)).toBe(false));
});

describe('tax numbers of a country', () => {
  const errorsOf = (country: string, numbers: object) =>
    taxNumberErrors(country, numbers).map(({ path }) => path);

  it('are those that it asks for', () => {
    expect(errorsOf('IN', { pan: 'AAPFU0939F', gstin: '27AAPFU0939F1ZV' })).toEqual([]);
    expect(errorsOf('US', { ein: '123456789' })).toEqual([]);
    expect(errorsOf('DE', { taxNumber: '12345678901', iban: 'DE89370400440532013000' })).toEqual(
      [],
    );
    expect(errorsOf('BR', { taxNumber: '12345678909' })).toEqual([]);
  });

  it('are refused when they are missing, of elsewhere, wrong, or contradict each other', () => {
    expect(errorsOf('IN', {})).toEqual(['numbers.pan']);
    expect(errorsOf('US', { pan: 'AAAPL1234C' })).toEqual(['numbers.ssn', 'numbers.pan']);
    expect(errorsOf('DE', { vat: 'DE1' })).toEqual(['numbers.vat']);
    expect(errorsOf('IN', { pan: 'AAAPL1234C', gstin: '27AAPFU0939F1ZV' })).toEqual([
      'numbers.gstin',
    ]);
  });

  it('IBAN has every single wrong digit found', () => {
    const iban = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), digit, (at, wrong) => {
        fc.pre(iban[at] !== wrong);
        const numbers = { taxNumber: '12345', iban: replaced(iban, at, wrong) };
        return errorsOf('DE', numbers).join() === 'numbers.iban';
      }),
    );
  });

  it('are kept without signs between, and shown with all but the last hidden', () => {
    expect(plainNumber(' de89 3704-0044.0532/013000 ')).toBe('DE89370400440532013000');
    expect(maskedNumber('234123412346')).toBe('••••••••2346');
    expect(maskedNumber('12345')).toBe('•••45');
  });
});
