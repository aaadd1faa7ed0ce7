import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { amount, decimalOf, fromDecimal } from './amount.ts';

describe('an amount as a decimal', () => {
  it.each([
    [4999n, 'USD', '49.99'],
    [5n, 'USD', '0.05'],
    [0n, 'USD', '0.00'],
    [500n, 'JPY', '500'],
    [1250n, 'KWD', '1.250'],
    [90_071_992_547_409_93n, 'EUR', '90071992547409.93'],
  ])('%s of %s is %s', (minorUnits, currency, text) => {
    expect(decimalOf(amount(minorUnits, currency))).toBe(text);
  });

  it.each([
    ['49.9', 'USD', 4990n],
    ['49', 'USD', 4900n],
    ['49.99000000', 'USD', 4999n],
    ['500.0', 'JPY', 500n],
  ])('%s %s is read', (text, currency, minorUnits) => {
    expect(fromDecimal(text, currency)).toEqual({ minorUnits, currency });
  });

  it.each(['', '-1', '+1', '1.', '.5', '1e3', '1,00', '49.999', ' 1', '0x1', 'NaN'])(
    '"%s" is refused',
    (text) => expect(fromDecimal(text, 'USD')).toBeUndefined(),
  );

  it('is read as it was written', () => {
    for (const currency of ['USD', 'JPY', 'KWD', 'TRY', 'INR']) {
      const written = Array.from({ length: 200 }, (_, index) =>
        amount(BigInt(`0x${randomBytes(1 + (index % 7)).toString('hex')}`), currency),
      );
      expect(written.map((given) => fromDecimal(decimalOf(given), currency))).toEqual(written);
    }
  });

  it('is never negative, and has a currency', () => {
    expect(() => amount(-1n, 'USD')).toThrow('negative');
    expect(() => amount(1n, 'usd')).toThrow('ISO 4217');
  });
});
