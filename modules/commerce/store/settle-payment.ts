import { newId } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import type { PackedEvent } from '@edumaster/events';
import type { Journal } from '../domain/journal.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { PaymentId } from '../domain/order.ts';

/** What a provider says of a payment. */
export interface Success {
  readonly paymentId: PaymentId;
  readonly provider: string;
  /** The provider's name for this news; null when it was asked. */
  readonly eventId: string | null;
  readonly amount: MinorUnits;
  readonly currency: string;
  /** Null when nothing had to be paid. */
  readonly providerReference: string | null;
  readonly transactionId: string | null;
}

/** What follows from it, made of what never changes. */
export interface Consequences {
  readonly journals: readonly Journal[];
  /** With a `line`: published when this payment gives the course of that line of the order. */
  readonly events: readonly (PackedEvent & { readonly line: number | null })[];
  readonly origin: unknown;
}

export type SettlementOutcome = 'settled' | 'unwanted' | 'repeated' | 'mismatch' | 'unknown';

export interface Settlement {
  readonly outcome: SettlementOutcome;
  /** Lines of the order that the buyer has from another payment already. */
  readonly ownedLines: readonly number[];
}

/** One statement: see `commerce.settle_payment`. */
export async function settlePayment(
  tx: Tx,
  success: Success,
  { journals, events, origin }: Consequences,
): Promise<Settlement> {
  const [row] = await tx.rows<Settlement>({
    name: 'commerce.settle_payment',
    text: `select outcome, owned_lines as "ownedLines"
           from commerce.settle_payment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      success.paymentId,
      success.provider,
      success.eventId,
      success.amount,
      success.currency,
      success.providerReference,
      success.transactionId,
      tx.ctx.now,
      JSON.stringify(journals.map(plainJournal)),
      JSON.stringify(events),
      JSON.stringify(origin),
    ],
  });
  if (!row) throw new Error('the settlement answered nothing');
  return row;
}

/** JSON knows no bigint; the database reads the amounts from text. */
function plainJournal({ kind, sourceId, postings }: Journal) {
  return {
    id: newId(),
    kind,
    sourceId,
    postings: postings.map(({ account, ownerId: owner, currency, amount }, index) => ({
      line: index + 1,
      account,
      owner,
      currency,
      amount: amount.toString(),
    })),
  };
}
