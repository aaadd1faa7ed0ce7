import { AppError } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

const limits = { delayMilliseconds: 1, maxItems: 100, maxInFlight: 2 };

describe('a group commit', () => {
  it('writes what comes together at once and gives each its own result', async () => {
    const groups: (readonly number[])[] = [];
    const group = new GroupCommit<number, number>({
      ...limits,
      commit: async (items) => {
        groups.push(items);
        return items.map((item) => item * 2);
      },
    });
    const results = await Promise.all([1, 2, 3].map((item) => group.add(item)));
    expect(results).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('writes one by one when together does not work, and only the bad one fails', async () => {
    const group = new GroupCommit<number, string>({
      ...limits,
      commit: async (items) => {
        if (items.includes(2)) throw new Error('2 cannot be written');
        return items.map(String);
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not try one by one when the database is away', async () => {
    let attempts = 0;
    const group = new GroupCommit<number, number>({
      ...limits,
      commit: async () => {
        attempts += 1;
        throw new AppError('unavailable');
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(attempts).toBe(1);
  });

  it('lets groups grow while as many as allowed are on their way', async () => {
    const sizes: number[] = [];
    const doors: (() => void)[] = [];
    const group = new GroupCommit<number, number>({
      ...limits,
      maxItems: 2,
      maxInFlight: 1,
      commit: async (items) => {
        sizes.push(items.length);
        await new Promise<void>((resolve) => doors.push(resolve));
        return items;
      },
    });
    const all = Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
    while (sizes.length < 3) {
      doors.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    doors.shift()?.();
    expect(await all).toEqual([1, 2, 3, 4, 5]);
    expect(sizes).toEqual([2, 2, 1]);
  });
});
