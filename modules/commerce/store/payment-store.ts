import { type Id, id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { Payment, PaymentId } from '../domain/order.ts';
import { type PaymentStatus, paymentState } from '../domain/payment-state.ts';
import { payments } from './order-tables.ts';

export type NewPayment = Pick<
  Payment,
  'id' | 'orderId' | 'buyerId' | 'provider' | 'currency' | 'amount' | 'expiresAt'
>;

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await tx.sql.insert(payments).values({ ...payment, createdAt: tx.ctx.now });
}

export async function findPayment(tx: Tx, paymentId: string): Promise<Payment | undefined> {
  const [row] = await tx.sql.select().from(payments).where(eq(payments.id, paymentId));
  return row && toPayment(row);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment | undefined> {
  const [row] = await tx.sql
    .select()
    .from(payments)
    .where(eq(payments.id, paymentId))
    .for('update');
  return row && toPayment(row);
}

interface PageRequest {
  readonly beforeId: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function paymentsOfBuyer(
  tx: Tx,
  buyerId: Id<'user'>,
  { beforeId, limit }: PageRequest,
): Promise<readonly Payment[]> {
  const rows = await tx.sql
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.buyerId, buyerId),
        beforeId === undefined ? undefined : lt(payments.id, beforeId),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(limit);
  return rows.map(toPayment);
}

/**
 * Takes the right to open a payment at its provider for half a minute, by the database's clock: of
 * many who ask at once one opens it, and if that one dies another takes over.
 */
export async function claimOpening(tx: Tx, paymentId: PaymentId): Promise<boolean> {
  const rows = await tx.rows({
    text: `update commerce.payments set opening_until = clock_timestamp() + interval '30 seconds'
           where id = $1 and status = 'pending' and redirect_url is null
             and (opening_until is null or opening_until < clock_timestamp()) returning id`,
    values: [paymentId],
  });
  return rows.length > 0;
}

export async function giveUpOpening(tx: Tx, paymentId: PaymentId): Promise<void> {
  await tx.sql.update(payments).set({ openingUntil: null }).where(eq(payments.id, paymentId));
}

/** It may be paid already when this is written: webhooks are sometimes faster than answers. */
export async function noteOpened(
  tx: Tx,
  paymentId: PaymentId,
  opened: Pick<Payment, 'expiresAt'> & {
    readonly providerReference: string;
    readonly redirectUrl: string;
  },
): Promise<void> {
  await tx.sql
    .update(payments)
    .set({ ...opened, openingUntil: null })
    .where(and(eq(payments.id, paymentId), isNull(payments.redirectUrl)));
}

/** A payment that will not come; false when it is in another state by now. */
export async function closePayment(
  tx: Tx,
  paymentId: PaymentId,
  { event, failureCode }: { readonly event: 'fail' | 'expire'; readonly failureCode?: string },
): Promise<boolean> {
  const rows = await tx.rows({
    text: `update commerce.payments set status = $2, failure_code = $3
           where id = $1 and status = any ($4) returning id`,
    values: [
      paymentId,
      paymentState.next('pending', event),
      failureCode ?? null,
      paymentState.sources(event),
    ],
  });
  return rows.length > 0;
}

export async function noteChecked(tx: Tx, paymentId: PaymentId): Promise<void> {
  await tx.sql.update(payments).set({ checkedAt: tx.ctx.now }).where(eq(payments.id, paymentId));
}

/** Of a locked payment. */
export async function setPaymentState(
  tx: Tx,
  paymentId: PaymentId,
  state: { readonly status: PaymentStatus; readonly refunded: MinorUnits },
): Promise<void> {
  await tx.sql.update(payments).set(state).where(eq(payments.id, paymentId));
}

/** Whether it is the payment that paid its order: the first that was settled. */
export async function paidTheOrder(tx: Tx, payment: Payment): Promise<boolean> {
  const rows = await tx.rows({
    text: `select 1 from commerce.payments
           where order_id = $1 and id <> $2 and settled_at is not null
             and (settled_at, id) < ($3, $2)`,
    values: [payment.orderId, payment.id, payment.settledAt],
  });
  return rows.length === 0;
}

function toPayment(row: typeof payments.$inferSelect): Payment {
  return {
    id: id(row.id),
    orderId: id(row.orderId),
    buyerId: id(row.buyerId),
    provider: row.provider,
    currency: row.currency,
    amount: row.amount,
    refunded: row.refunded,
    status: row.status,
    providerReference: row.providerReference,
    redirectUrl: row.redirectUrl,
    transactionId: row.transactionId,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
    expiresAt: row.expiresAt,
  };
}
