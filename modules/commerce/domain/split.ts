import type { Currency, Id } from '@edumaster/kernel';
import type { Posting } from './journal.ts';
import { allocate, type BasisPoints, type MinorUnits, wholeInBasisPoints } from './minor-units.ts';

/** Who gets what of a sold course. */
export interface Split {
  readonly instructor: MinorUnits;
  readonly platform: MinorUnits;
  readonly tax: MinorUnits;
}

/** A part of an order's money, and to whom the instructor's share of it belongs. */
export interface SplitPart extends Split {
  readonly instructorId: Id<'user'>;
}

export function totalOf({ instructor, platform, tax }: Split): MinorUnits {
  return instructor + platform + tax;
}

/** Divides what is paid without tax by the agreement; the odd unit goes to the larger remainder. */
export function splitSale(
  net: MinorUnits,
  { share, tax = 0n }: { readonly share: BasisPoints; readonly tax?: MinorUnits },
): Split {
  const [instructor = 0n, platform = 0n] = allocate(net, [share, wholeInBasisPoints - share]);
  return { instructor, platform, tax };
}

/**
 * Takes an amount from what is left of the parts, in proportion: never more of one than is left, and
 * the last refund takes all of everything.
 * @throws Error when there is not so much left: to be asked before
 */
export function takeFrom<Part extends Split>(
  left: readonly Part[],
  amount: MinorUnits,
): readonly Part[] {
  const weights = left.flatMap(({ instructor, platform, tax }) => [instructor, platform, tax]);
  if (amount > weights.reduce((sum, weight) => sum + weight, 0n)) {
    throw new Error('more would be taken than is left');
  }
  const taken = allocate(amount, weights);
  return left.map((part, index) => ({
    ...part,
    instructor: taken[3 * index] ?? 0n,
    platform: taken[3 * index + 1] ?? 0n,
    tax: taken[3 * index + 2] ?? 0n,
  }));
}

/** What those who get the parts are credited with. */
export function creditsOf(parts: readonly SplitPart[], currency: Currency): readonly Posting[] {
  return parts.flatMap(({ instructorId, instructor, platform, tax }): Posting[] => [
    { account: 'instructor_payable', ownerId: instructorId, currency, amount: -instructor },
    { account: 'platform_revenue', ownerId: null, currency, amount: -platform },
    { account: 'tax_payable', ownerId: null, currency, amount: -tax },
  ]);
}
