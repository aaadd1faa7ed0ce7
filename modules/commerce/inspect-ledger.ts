/** What the postings of every ledger in one database say. */
export interface LedgerInspection {
  /** Every journal is whole and sums to zero, and the summed-up balances say what the postings say. */
  readonly balanced: boolean;
  readonly journals: number;
  readonly postings: number;
  /** Journals that do not sum to zero in one of their currencies. */
  readonly unbalanced: number;
  /** Journals with other postings than they were written with. */
  readonly incomplete: number;
  /** Accounts whose summed-up balance is not the sum of their postings. */
  readonly drifting: number;
}

type Counts = Omit<LedgerInspection, 'balanced'>;

/** A connection of the database's owner, to the platform's or to that of one tenant. */
interface Owner {
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** Reads all postings of a database: for an operator who asks, not for a request. */
export async function inspectLedger(owner: Owner): Promise<LedgerInspection> {
  const { rows } = await owner.query(
    `select journals::int, postings::int, unbalanced::int, incomplete::int, drifting::int
     from commerce.inspect_ledger()`,
  );
  const [counts] = rows as readonly Counts[];
  if (!counts) throw new Error('the ledger answered nothing');
  const { unbalanced, incomplete, drifting } = counts;
  return { balanced: unbalanced + incomplete + drifting === 0, ...counts };
}
