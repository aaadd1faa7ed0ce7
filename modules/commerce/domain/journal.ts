import type { Currency, Id } from '@edumaster/kernel';
import type { MinorUnits } from './minor-units.ts';

/**
 * - `buyer_clearing` what providers hold for us
 * - `platform_revenue`, `tax_payable`, `provider_fees` the platform's own
 * - `instructor_payable` what is owed to one who teaches; the only accounts of persons
 * - `refunds` promised to buyers and not yet given by the provider
 * - `chargebacks` taken back by banks, while it is disputed
 * - `payouts` on its way to those who teach
 * - `conversion` between two currencies: it is what was bought of the one for the other
 */
export const accountKinds = [
  'buyer_clearing',
  'platform_revenue',
  'instructor_payable',
  'tax_payable',
  'provider_fees',
  'refunds',
  'chargebacks',
  'payouts',
  'conversion',
] as const;

export type AccountKind = (typeof accountKinds)[number];

export const journalKinds = [
  'sale',
  'refund',
  'refund_paid',
  'refund_reversed',
  'provider_fee',
  'dispute_opened',
  'dispute_won',
  'dispute_lost',
  'payout',
  'payout_failed',
  'conversion',
] as const;

export type JournalKind = (typeof journalKinds)[number];

/** The nil UUID: accounts that are nobody's but the platform's. */
export const platformOwner = '00000000-0000-0000-0000-000000000000';

/** One line of a journal: a debit is positive, a credit negative. */
export interface Posting {
  readonly account: AccountKind;
  /** Of `instructor_payable` who teaches; else null. */
  readonly ownerId: Id<'user'> | null;
  readonly currency: Currency;
  readonly amount: MinorUnits;
}

/** A business fact that moves money. */
export interface Journal {
  readonly kind: JournalKind;
  /** The payment, refund, dispute or payout; with the kind it is posted once. */
  readonly sourceId: string;
  readonly postings: readonly Posting[];
}

/**
 * A journal of these postings: those of one account are one line, and lines of nothing are left out.
 * Undefined when nothing moves.
 * @throws Error when it does not sum to zero in each currency: a bug, which the database refuses too
 */
export function journalOf(
  fact: Pick<Journal, 'kind' | 'sourceId'>,
  postings: readonly Posting[],
): Journal | undefined {
  const lines = new Map<string, Posting>();
  const sums = new Map<Currency, MinorUnits>();
  for (const posting of postings) {
    const { account, ownerId, currency, amount } = posting;
    const key = `${account}/${ownerId ?? ''}/${currency}`;
    lines.set(key, { ...posting, amount: (lines.get(key)?.amount ?? 0n) + amount });
    sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  }
  if ([...sums.values()].some((sum) => sum !== 0n)) {
    throw new Error(`a journal of the kind ${fact.kind} does not sum to zero`);
  }
  const moved = [...lines.values()].filter(({ amount }) => amount !== 0n);
  return moved.length === 0 ? undefined : { ...fact, postings: moved };
}

/** The same backwards. */
export function reversed(postings: readonly Posting[]): readonly Posting[] {
  return postings.map((posting) => ({ ...posting, amount: -posting.amount }));
}
