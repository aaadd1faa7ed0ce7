import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

function work() {
  const ends: ((failure?: Error) => void)[] = [];
  const begin = () =>
    new Promise<void>((resolve, reject) => {
      ends.push((failure) => (failure ? reject(failure) : resolve()));
    });
  return { ends, begin };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('lets a few work at a time, in the order in which they came', async () => {
  const turns = new Turns({ atATime: 2, waiting: 10 });
  const { ends, begin } = work();
  const order: number[] = [];
  const all = [0, 1, 2, 3].map((n) => turns.run(begin).then(() => order.push(n)));
  await settled();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await settled();
  expect(ends).toHaveLength(3);
  for (const n of [2, 0]) ends[n]?.();
  await settled();
  ends[3]?.();
  await Promise.all(all);
  expect(order).toEqual([1, 2, 0, 3]);
});

it('sends away who comes when too many wait, and takes who comes later', async () => {
  const turns = new Turns({ atATime: 1, waiting: 1 });
  const { ends, begin } = work();
  const first = turns.run(begin);
  const second = turns.run(begin);
  await expect(turns.run(begin)).rejects.toMatchObject({ code: 'unavailable' });
  await settled();
  ends[0]?.();
  await first;
  const third = turns.run(begin);
  await settled();
  ends[1]?.();
  await second;
  await settled();
  ends[2]?.();
  await third;
});

it('goes on after work that failed', async () => {
  const turns = new Turns({ atATime: 1, waiting: 1 });
  const { ends, begin } = work();
  const first = turns.run(begin);
  const second = turns.run(begin);
  await settled();
  ends[0]?.(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await settled();
  ends[1]?.();
  await second;
});
