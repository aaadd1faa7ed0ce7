import type { SystemTx, Tx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, eq, sql } from 'drizzle-orm';
import type { DeliveryId, DeliveryKind } from '../domain/delivery.ts';
import { type Channel, deliveries, type DeliveryStatus } from './tables.ts';

export type Delivery = typeof deliveries.$inferSelect;

export interface NewDelivery {
  readonly id: DeliveryId;
  readonly eventId: Id<'event'>;
  readonly kind: DeliveryKind;
  /** Of the one-time message, else of the person. */
  readonly subjectId: string;
  readonly createdAt: Date;
}

/** @returns false when the event has led to this delivery before */
export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<boolean> {
  const { tenantId, eventId, subjectId } = deliveries;
  const added = await tx.sql
    .insert(deliveries)
    .values(delivery)
    .onConflictDoNothing({ target: [tenantId, eventId, subjectId] })
    .returning({ id: deliveries.id });
  return added.length > 0;
}

export async function findDelivery(tx: Tx, id: DeliveryId): Promise<Delivery | undefined> {
  const [delivery] = await tx.sql.select().from(deliveries).where(eq(deliveries.id, id));
  return delivery;
}

export interface Settlement {
  readonly status: Exclude<DeliveryStatus, 'queued'>;
  readonly channel?: Channel;
  readonly template?: string;
  readonly reason?: string;
}

/** Says how it ended, once. */
export async function settleDelivery(
  tx: Tx,
  id: DeliveryId,
  settlement: Settlement,
): Promise<void> {
  await tx.sql
    .update(deliveries)
    .set({ ...settlement, settledAt: tx.ctx.now })
    .where(and(eq(deliveries.id, id), eq(deliveries.status, 'queued')));
}

export async function countAttempt(tx: Tx, id: DeliveryId): Promise<void> {
  await tx.sql
    .update(deliveries)
    .set({ attempts: sql`${deliveries.attempts} + 1` })
    .where(eq(deliveries.id, id));
}

/** Of every tenant. @returns how many there were */
export async function deleteDeliveries(
  tx: SystemTx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const deleted = await tx.rows({
    name: 'messaging.delete-deliveries',
    text: `delete from messaging.deliveries where (tenant_id, id) in (
             select tenant_id, id from messaging.deliveries where created_at < $1 limit $2)
           returning id`,
    values: [before, limit],
  });
  return deleted.length;
}
