import { beforeEach, expect, it } from 'vitest';
import { FakeSignals } from './fake.ts';
import { type Found, Remembered } from './remembered.ts';

let signals: FakeSignals;
let remembered: Remembered<number>;
let lookUps = 0;

beforeEach(() => {
  signals = new FakeSignals();
  const options = { channel: 'things', size: 10, ageMilliseconds: 60_000 };
  remembered = new Remembered({ signals, ...options });
  lookUps = 0;
});

async function find(): Promise<Found<number>> {
  lookUps += 1;
  return { value: lookUps, hangsOn: ['thing'] };
}

it('looks once for all who ask at the same moment', async () => {
  const all = await Promise.all([1, 2, 3].map(() => remembered.get('a', find)));
  expect(all).toEqual([1, 1, 1]);
  expect(await remembered.get('a', find)).toBe(1);
});

it('looks anew for who asks after a change, while those before it still wait', async () => {
  let answer: (found: Found<number>) => void = () => {};
  const before = remembered.get('a', () => new Promise((resolve) => (answer = resolve)));
  signals.send('things', 'thing');
  expect(await remembered.get('a', find)).toBe(1);
  answer({ value: 7, hangsOn: ['thing'] });
  expect(await before).toBe(7);
  expect(await remembered.get('a', find)).toBe(1);
});

it('drops one thing, also while it is being found, and keeps the others', async () => {
  await remembered.get('b', find);
  const slow = remembered.get('a', find);
  remembered.drop('a');
  expect(await slow).toBe(2);
  expect(await remembered.get('a', find)).toBe(3);
  expect(await remembered.get('b', find)).toBe(1);
});

it('renews what somebody doubts, for all', async () => {
  await remembered.get('a', find);
  expect(await remembered.renew('a', find)).toBe(2);
  expect(await remembered.get('a', find)).toBe(2);
});

it('does not keep a failure', async () => {
  const failing = remembered.get('a', () => Promise.reject(new Error('away')));
  await expect(failing).rejects.toThrow('away');
  expect(await remembered.get('a', find)).toBe(1);
});
