import { expect, test } from 'vitest';
import { TransferRate } from './transfer-rate.ts';

function rateOf(samples: readonly (readonly [seconds: number, bytes: number])[]): TransferRate {
  const rate = new TransferRate();
  for (const [seconds, bytes] of samples) rate.note(seconds * 1000, bytes);
  return rate;
}

test('speed and time left are those of the last ten seconds', () => {
  const rate = rateOf([
    [0, 0],
    [1, 1_000],
    [20, 2_000],
    [25, 7_000],
  ]);
  expect(rate.bytesPerSecond()).toBe(1_000);
  expect(rate.secondsLeft(10_000)).toBe(3);
});

test('nothing is told from less than a second, or while nothing moves', () => {
  expect(rateOf([[0, 0]]).bytesPerSecond()).toBeUndefined();
  expect(
    rateOf([
      [0, 0],
      [0.5, 100],
    ]).secondsLeft(1_000),
  ).toBeUndefined();
  expect(
    rateOf([
      [0, 5],
      [3, 5],
    ]).secondsLeft(1_000),
  ).toBeUndefined();
});

test('a part that is begun again, and a pause, begin it anew', () => {
  const rate = rateOf([
    [0, 0],
    [2, 8_000],
    [3, 4_000],
  ]);
  expect(rate.bytesPerSecond()).toBeUndefined();
  rate.note(4_000, 5_000);
  expect(rate.bytesPerSecond()).toBe(1_000);
  rate.reset();
  expect(rate.secondsLeft(9_000)).toBeUndefined();
});
