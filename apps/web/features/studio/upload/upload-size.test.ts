import { expect, test } from 'vitest';
import { formatBytes, formatTimeLeft } from './upload-size.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_500, '2 kB'],
  [12_340_000, '12.3 MB'],
  [999_600_000, '1,000 MB'],
  [1_240_000_000, '1.2 GB'],
  [100_000_000_000, '100 GB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(formatBytes(bytes, 'en')).toBe(shown);
});

test.each([
  [1, '1 sec'],
  [59, '59 sec'],
  [150, '3 min'],
  [7_200, '2 hr'],
])('%d seconds are %s', (seconds, shown) => {
  expect(formatTimeLeft(seconds, 'en')).toBe(shown);
});
