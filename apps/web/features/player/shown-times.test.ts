import { expect, test } from 'vitest';
import { shownTimes } from './shown-times.ts';

test.each([
  ['a moment of it', { currentTime: 7.9, duration: 19.9999 }, { now: 7, total: 20 }],
  ['just before its end', { currentTime: 19.9, duration: 19.9999 }, { now: 19, total: 20 }],
  ['less than half a second more', { currentTime: 0, duration: 20.4 }, { now: 0, total: 20 }],
  ['nothing is known yet', { currentTime: 0, duration: Number.NaN }, { now: 0, total: 0 }],
  ['an endless one', { currentTime: 3, duration: Infinity }, { now: 3, total: 0 }],
])('%s', (_, times, shown) => {
  expect(shownTimes({ ...times, ended: false })).toEqual(shown);
});

test('at the end, both times agree', () => {
  const times = { currentTime: 19.9999, duration: 19.9999, ended: true };
  expect(shownTimes(times)).toEqual({ now: 20, total: 20 });
});
