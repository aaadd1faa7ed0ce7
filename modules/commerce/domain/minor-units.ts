/**
 * An amount in the minor unit of its currency. A bigint, so that a float does not compile: sums,
 * shares and rates are whole numbers all the way.
 */
export type MinorUnits = bigint;

/** A share in hundredths of a percent: 3700n is 37 %. */
export type BasisPoints = bigint;

export const wholeInBasisPoints: BasisPoints = 10_000n;

/**
 * Divides an amount by weights so that the parts always sum to the whole: each gets its share rounded
 * down, and what is left goes by one unit each to the largest remainders, of equal ones to the first.
 * A part is never more than its weight when the weights sum to at least the amount.
 * @throws Error for a negative amount or weight, or when there is an amount but no weight
 */
export function allocate(amount: MinorUnits, weights: readonly bigint[]): readonly MinorUnits[] {
  if (amount < 0n || weights.some((weight) => weight < 0n)) {
    throw new Error('amounts and weights are not negative here');
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) {
    if (amount > 0n) throw new Error('there is nobody to give the amount to');
    return weights.map(() => 0n);
  }
  const parts = weights.map((weight) => (amount * weight) / total);
  const left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  const lucky = new Set(
    byRemainder.filter((_, rank) => BigInt(rank) < left).map(({ index }) => index),
  );
  return parts.map((part, index) => (lucky.has(index) ? part + 1n : part));
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
