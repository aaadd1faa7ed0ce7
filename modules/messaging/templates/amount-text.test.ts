import { expect, it } from 'vitest';
import { amountText } from './amount-text.ts';

it.each([
  [{ amount: 4_999, currency: 'USD' }, '$49.99'],
  [{ amount: 5, currency: 'EUR' }, '€0.05'],
  [{ amount: 500, currency: 'JPY' }, '¥500'],
  [{ amount: 1_250, currency: 'KWD' }, 'KWD\u00a01.250'],
  [{ amount: Number.MAX_SAFE_INTEGER, currency: 'USD' }, '$90,071,992,547,409.91'],
])('%j is %s', (amount, text) => {
  expect(amountText(amount, 'en')).toBe(text);
});
