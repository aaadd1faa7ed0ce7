import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './minor-units.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
const sum = (parts: readonly bigint[]) => parts.reduce((total, part) => total + part, 0n);

describe('allocating an amount', () => {
  it('gives what is left to the largest remainders', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(4999n, [3700n, 6300n])).toEqual([1850n, 3149n]);
    expect(allocate(1n, [3n, 7n])).toEqual([0n, 1n]);
    expect(allocate(0n, [0n, 0n])).toEqual([0n, 0n]);
  });

  it('gives parts that sum to the whole and are off by less than one unit', () => {
    fc.assert(
      fc.property(amount, weights, (whole, shares) => {
        fc.pre(sum(shares) > 0n);
        const parts = allocate(whole, shares);
        expect(sum(parts)).toBe(whole);
        for (const [index, part] of parts.entries()) {
          const off = part * sum(shares) - whole * (shares[index] ?? 0n);
          expect(off < sum(shares) && -off < sum(shares)).toBe(true);
        }
      }),
    );
  });

  it('never takes more than there is of a part', () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10_000n }), (left, share) => {
        fc.pre(sum(left) > 0n);
        const taken = allocate((sum(left) * share) / 10_000n, left);
        for (const [index, part] of taken.entries()) expect(part <= (left[index] ?? 0n)).toBe(true);
      }),
    );
  });

  it('refuses what makes no sense', () => {
    expect(() => allocate(-1n, [1n])).toThrow();
    expect(() => allocate(1n, [-1n, 2n])).toThrow();
    expect(() => allocate(1n, [0n])).toThrow();
    expect(() => allocate(1n, [])).toThrow();
  });
});
