import { type Currency, type Id, id, newId } from '@edumaster/kernel';
import type { SqlStatement, Tx } from '@edumaster/database';
import { type AccountKind, type Journal, platformOwner } from '../domain/journal.ts';
import type { MinorUnits } from '../domain/minor-units.ts';

/** What is on one account: a debit balance is positive, what we owe is negative. */
export interface Balance {
  readonly account: AccountKind;
  readonly ownerId: Id<'user'> | null;
  readonly currency: Currency;
  readonly amount: MinorUnits;
}

/** A journal as `commerce.post_journal` takes it, for statements that post among other things. */
export function journalValues({ kind, sourceId, postings }: Journal): readonly unknown[] {
  return [
    newId(),
    kind,
    sourceId,
    postings.map(({ account }) => account),
    postings.map(({ ownerId }) => ownerId),
    postings.map(({ currency }) => currency),
    postings.map(({ amount }) => amount),
  ];
}

/** False when this fact was posted before; nothing moves then. A fact that moves nothing is posted. */
export async function postJournal(tx: Tx, journal: Journal | undefined): Promise<boolean> {
  if (!journal) return true;
  const [journalId, kind, sourceId, ...lines] = journalValues(journal);
  const [row] = await tx.rows<{ isNew: boolean }>({
    name: 'commerce.post_journal',
    text: `select commerce.post_journal($1, $2, $3, $4, $5, $6::uuid[], $7, $8::bigint[]) as "isNew"`,
    values: [journalId, kind, sourceId, tx.ctx.now, ...lines],
  });
  return row?.isNew ?? false;
}

/** All accounts of the tenant, or those of one person; those with nothing on them are left out. */
export async function readBalances(
  tx: Tx,
  { ownerId }: { readonly ownerId?: Id<'user'> } = {},
): Promise<readonly Balance[]> {
  const statement: SqlStatement = {
    text: `select account, owner_id as "ownerId", currency, balance::text as amount
           from commerce.ledger_balances($1) where balance <> 0
           order by account, owner_id, currency`,
    values: [ownerId ?? null],
  };
  const rows = await tx.rows<{
    account: AccountKind;
    ownerId: string;
    currency: string;
    amount: string;
  }>(statement);
  return rows.map((row) => ({
    account: row.account,
    ownerId: row.ownerId === platformOwner ? null : id<'user'>(row.ownerId),
    currency: row.currency,
    amount: BigInt(row.amount),
  }));
}
