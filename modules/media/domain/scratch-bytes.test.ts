import { describe, expect, it } from 'vitest';
import { scratchBytes } from './scratch-bytes.ts';

const gigabyte = 1000 ** 3;
const renditions = [{ maxBitsPerSecond: 6_000_000 }, { maxBitsPerSecond: 2_000_000 }];

describe('the room that an encode takes', () => {
  it('is that of the source and of all sizes at their ceilings', () => {
    const work = { sourceBytes: 2 * gigabyte, seconds: 3600, renditions };
    expect(scratchBytes(work)).toBe(2 * gigabyte + 3.6 * gigabyte);
  });

  it('is not that of the hours which a small file says it has', () => {
    const work = { sourceBytes: 20_000, seconds: 47 * 3600, renditions };
    expect(scratchBytes(work)).toBeLessThan(100_000_000);
  });
});
