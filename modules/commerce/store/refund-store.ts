import { type Id, id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { OrderItem, PaymentId, RefundId } from '../domain/order.ts';
import type { RefundStatus } from '../domain/refund-state.ts';
import { refundParts, refunds } from './order-tables.ts';

export type RefundCause = (typeof refunds.$inferSelect)['cause'];

export interface Refund {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly currency: string;
  readonly amount: MinorUnits;
  readonly status: RefundStatus;
  readonly cause: RefundCause;
  readonly reason: string;
  readonly refundReference: string | null;
  readonly requestedAt: Date;
}

export interface NewRefund extends Omit<Refund, 'requestedAt'> {
  readonly requestedBy: Id<'user'> | null;
  readonly parts: readonly OrderItem[];
}

export async function insertRefund(tx: Tx, { parts, ...refund }: NewRefund): Promise<void> {
  const { now } = tx.ctx;
  const isDone = refund.status === 'succeeded';
  await tx.sql
    .insert(refunds)
    .values({ ...refund, requestedAt: now, ...(isDone ? { settledAt: now } : {}) });
  if (parts.length === 0) return;
  await tx.sql.insert(refundParts).values(
    parts.map(({ line, instructor, platform, tax }) => ({
      refundId: refund.id,
      line,
      instructorShare: instructor,
      platformShare: platform,
      tax,
    })),
  );
}

export async function findRefund(tx: Tx, refundId: string): Promise<Refund | undefined> {
  const [row] = await tx.sql.select().from(refunds).where(eq(refunds.id, refundId));
  return row && toRefund(row);
}

export async function findRefundByReference(
  tx: Tx,
  paymentId: PaymentId,
  refundReference: string,
): Promise<Refund | undefined> {
  const [row] = await tx.sql
    .select()
    .from(refunds)
    .where(and(eq(refunds.paymentId, paymentId), eq(refunds.refundReference, refundReference)));
  return row && toRefund(row);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockRefund(tx: Tx, refundId: string): Promise<Refund | undefined> {
  const [row] = await tx.sql.select().from(refunds).where(eq(refunds.id, refundId)).for('update');
  return row && toRefund(row);
}

/** Of one payment, the newest first. */
export async function refundsOf(tx: Tx, paymentId: PaymentId): Promise<readonly Refund[]> {
  const rows = await tx.sql
    .select()
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId))
    .orderBy(desc(refunds.id));
  return rows.map(toRefund);
}

export async function setRefundState(
  tx: Tx,
  refundId: RefundId,
  state: {
    readonly status: RefundStatus;
    readonly refundReference?: string;
    readonly failureCode?: string | null;
    readonly submittedAt?: Date;
    readonly settledAt?: Date;
  },
): Promise<void> {
  await tx.sql.update(refunds).set(state).where(eq(refunds.id, refundId));
}

/** What was taken of a line by one refund, or by all of a payment that did not fail. */
export interface TakenPart {
  readonly line: number;
  readonly instructor: MinorUnits;
  readonly platform: MinorUnits;
  readonly tax: MinorUnits;
}

export async function partsOf(
  tx: Tx,
  of: { readonly refundId: RefundId } | { readonly paymentId: PaymentId },
): Promise<readonly TakenPart[]> {
  const isMeant =
    'refundId' in of
      ? eq(refunds.id, of.refundId)
      : and(eq(refunds.paymentId, of.paymentId), ne(refunds.status, 'failed'));
  return tx.sql
    .select({
      line: refundParts.line,
      instructor: refundParts.instructorShare,
      platform: refundParts.platformShare,
      tax: refundParts.tax,
    })
    .from(refundParts)
    .innerJoin(refunds, eq(refunds.id, refundParts.refundId))
    .where(isMeant)
    .orderBy(asc(refundParts.line));
}

function toRefund(row: typeof refunds.$inferSelect): Refund {
  return {
    id: id(row.id),
    paymentId: id(row.paymentId),
    currency: row.currency,
    amount: row.amount,
    status: row.status,
    cause: row.cause,
    reason: row.reason,
    refundReference: row.refundReference,
    requestedAt: row.requestedAt,
  };
}
