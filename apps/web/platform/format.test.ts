import { expect, test } from 'vitest';
import { formatClock, formatLanguage, formatLength, formatPrice } from './format.ts';

test('a price is written in units of its currency', () => {
  expect(formatPrice({ amount: 4999, currency: 'USD' }, 'en')).toBe('$49.99');
  expect(formatPrice({ amount: 5000, currency: 'USD' }, 'en')).toBe('$50');
  expect(formatPrice({ amount: 1200, currency: 'JPY' }, 'en')).toBe('¥1,200');
});

test('a position is written as a clock, with hours only when there are some', () => {
  expect(formatClock(0)).toBe('0:00');
  expect(formatClock(247.9)).toBe('4:07');
  expect(formatClock(3729)).toBe('1:02:09');
});

test('a length is rounded to minutes and never to nothing', () => {
  expect(formatLength(12, 'en')).toBe('1 min');
  expect(formatLength(9600, 'en')).toBe('2 hr 40 min');
  expect(formatLength(7200, 'en')).toBe('2 hr');
});

test('a language that nobody knows keeps its code', () => {
  expect(formatLanguage('de', 'en')).toBe('German');
  expect(formatLanguage('not a code', 'en')).toBe('not a code');
});
