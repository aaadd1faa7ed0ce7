import { describe, expect, it } from 'vitest';
import { completionPercentage, isCourseComplete, watchedPercentage } from './completion.ts';

describe('completion of a course', () => {
  it('is the share of its lectures, rounded down, so that 100 means all', () => {
    expect(completionPercentage(['a', 'b', 'c'], new Set(['a', 'b']))).toBe(66);
    const almost = Array.from({ length: 300 }, (_, index) => String(index));
    expect(completionPercentage(almost, new Set(almost.slice(1)))).toBe(99);
    expect(completionPercentage(almost, new Set(almost))).toBe(100);
  });

  it('counts no lecture that the course does not have', () => {
    expect(completionPercentage(['a', 'b'], new Set(['b', 'old']))).toBe(50);
    expect(isCourseComplete(['a', 'b'], new Set(['b', 'old']))).toBe(false);
  });

  it('is not given by a course without lectures', () => {
    expect(completionPercentage([], new Set())).toBe(0);
    expect(isCourseComplete([], new Set())).toBe(false);
  });
});

describe('the watched share of a video', () => {
  it('is at most all of it and nothing while the length is unknown', () => {
    expect(watchedPercentage(6.01, 60)).toBe(10);
    expect(watchedPercentage(61, 60)).toBe(100);
    expect(watchedPercentage(61, null)).toBe(0);
  });
});
