import { expect, test } from 'vitest';
import { bitRates } from './bit-rates.ts';

const segment = (durationSeconds: number, length: number) => ({
  durationSeconds,
  length,
  offset: 0,
});

test('the peak is that of the busiest segment', () => {
  expect(bitRates([segment(4, 500), segment(4, 1000), segment(4, 500)])).toEqual({
    peakBitsPerSecond: 2000,
    averageBitsPerSecond: 1334,
  });
});

test('a last segment of a single key frame does not count alone, but with its neighbour', () => {
  const { peakBitsPerSecond } = bitRates([segment(4, 500), segment(0.1, 500)]);
  expect(peakBitsPerSecond).toBe(Math.ceil((1000 * 8) / 4.1));
});

test('a short video has one rate', () => {
  expect(bitRates([segment(1, 100)])).toEqual({
    peakBitsPerSecond: 800,
    averageBitsPerSecond: 800,
  });
});
