import type { Currency, Id } from '@edumaster/kernel';
import { type AccountKind, type Journal, journalOf, type Posting, reversed } from './journal.ts';
import type { MinorUnits } from './minor-units.ts';
import { creditsOf, type SplitPart, totalOf } from './split.ts';

interface Sold {
  readonly sourceId: string;
  readonly currency: Currency;
  readonly parts: readonly SplitPart[];
}

interface Moved {
  readonly sourceId: string;
  readonly currency: Currency;
  readonly amount: MinorUnits;
}

/** The provider holds what the buyer paid; it belongs to those who have a share in it. */
export function saleJournal({ sourceId, currency, parts }: Sold): Journal | undefined {
  const paid = debit('buyer_clearing', sumOf(parts), currency);
  return journalOf({ kind: 'sale', sourceId }, [paid, ...creditsOf(parts, currency)]);
}

/** From the promise on it is the buyer's, so that no payout can take it. */
export function refundJournal({ sourceId, currency, parts }: Sold): Journal | undefined {
  const promised = debit('refunds', -sumOf(parts), currency);
  return journalOf({ kind: 'refund', sourceId }, [
    promised,
    ...reversed(creditsOf(parts, currency)),
  ]);
}

/** The provider gave it back. */
export function refundPaidJournal({ sourceId, ...moved }: Moved): Journal | undefined {
  return transfer({ kind: 'refund_paid', sourceId }, 'refunds', 'buyer_clearing', moved);
}

/** The provider could not: everybody has again what they had. */
export function refundReversedJournal({ sourceId, currency, parts }: Sold): Journal | undefined {
  const promised = debit('refunds', sumOf(parts), currency);
  return journalOf({ kind: 'refund_reversed', sourceId }, [
    promised,
    ...creditsOf(parts, currency),
  ]);
}

/** What the provider keeps for itself. */
export function providerFeeJournal({ sourceId, ...moved }: Moved): Journal | undefined {
  return transfer({ kind: 'provider_fee', sourceId }, 'provider_fees', 'buyer_clearing', moved);
}

/** The bank takes the money away while the dispute is open. */
export function disputeOpenedJournal({ sourceId, ...moved }: Moved): Journal | undefined {
  return transfer({ kind: 'dispute_opened', sourceId }, 'chargebacks', 'buyer_clearing', moved);
}

export function disputeWonJournal({ sourceId, ...moved }: Moved): Journal | undefined {
  return transfer({ kind: 'dispute_won', sourceId }, 'buyer_clearing', 'chargebacks', moved);
}

/** What the bank keeps is taken from those who had a share in it. */
export function disputeLostJournal({ sourceId, currency, parts }: Sold): Journal | undefined {
  const kept = debit('chargebacks', -sumOf(parts), currency);
  return journalOf({ kind: 'dispute_lost', sourceId }, [
    kept,
    ...reversed(creditsOf(parts, currency)),
  ]);
}

interface PaidOut extends Moved {
  readonly instructorId: Id<'user'>;
}

export function payoutJournal({ sourceId, instructorId, ...moved }: PaidOut): Journal | undefined {
  return journalOf({ kind: 'payout', sourceId }, payout(instructorId, moved));
}

/** The bank sent it back: it is owed again. */
export function payoutFailedJournal(paidOut: PaidOut): Journal | undefined {
  const { sourceId, instructorId, ...moved } = paidOut;
  return journalOf({ kind: 'payout_failed', sourceId }, reversed(payout(instructorId, moved)));
}

function payout(ownerId: Id<'user'>, { amount, currency }: Omit<Moved, 'sourceId'>): Posting[] {
  return [
    { account: 'instructor_payable', ownerId, currency, amount },
    debit('payouts', -amount, currency),
  ];
}

interface Converted {
  readonly sourceId: string;
  /** The account whose balance changes its currency. */
  readonly account: Extract<AccountKind, 'buyer_clearing' | 'platform_revenue' | 'payouts'>;
  readonly from: Omit<Moved, 'sourceId'>;
  readonly to: Omit<Moved, 'sourceId'>;
}

/** Explicit: each currency balances by itself, over an account that says what was exchanged. */
export function conversionJournal({ sourceId, account, from, to }: Converted): Journal | undefined {
  return journalOf({ kind: 'conversion', sourceId }, [
    debit(account, -from.amount, from.currency),
    debit('conversion', from.amount, from.currency),
    debit(account, to.amount, to.currency),
    debit('conversion', -to.amount, to.currency),
  ]);
}

function sumOf(parts: readonly SplitPart[]): MinorUnits {
  return parts.reduce((sum, part) => sum + totalOf(part), 0n);
}

type OfPlatform = Exclude<AccountKind, 'instructor_payable'>;

function debit(account: OfPlatform, amount: MinorUnits, currency: Currency): Posting {
  return { account, ownerId: null, currency, amount };
}

function transfer(
  fact: Pick<Journal, 'kind' | 'sourceId'>,
  to: OfPlatform,
  from: OfPlatform,
  { amount, currency }: Omit<Moved, 'sourceId'>,
): Journal | undefined {
  return journalOf(fact, [debit(to, amount, currency), debit(from, -amount, currency)]);
}
