import { type Id, id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
import type { MinorUnits } from '../domain/minor-units.ts';
import { disputes } from './order-tables.ts';

export interface Dispute {
  readonly id: Id<'dispute'>;
  readonly currency: string;
  readonly amount: MinorUnits;
  readonly status: 'open' | 'won' | 'lost';
}

export interface NewDispute extends Dispute {
  readonly paymentId: string;
  readonly provider: string;
  readonly disputeReference: string;
  readonly reason: string;
  readonly evidenceDueAt: Date | null;
}

export async function insertDispute(tx: Tx, dispute: NewDispute): Promise<void> {
  await tx.sql.insert(disputes).values({ ...dispute, openedAt: tx.ctx.now });
}

/** Of a locked payment. */
export async function findDispute(
  tx: Tx,
  provider: string,
  disputeReference: string,
): Promise<Dispute | undefined> {
  const [row] = await tx.sql
    .select()
    .from(disputes)
    .where(and(eq(disputes.provider, provider), eq(disputes.disputeReference, disputeReference)));
  if (!row) return undefined;
  const { currency, amount, status } = row;
  return { id: id<'dispute'>(row.id), currency, amount, status };
}

export async function closeDispute(
  tx: Tx,
  disputeId: Id<'dispute'>,
  status: 'won' | 'lost',
): Promise<void> {
  await tx.sql
    .update(disputes)
    .set({ status, closedAt: tx.ctx.now })
    .where(eq(disputes.id, disputeId));
}
