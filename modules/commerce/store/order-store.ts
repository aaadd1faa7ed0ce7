import { type Id, id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { OrderId, OrderItem } from '../domain/order.ts';
import type { OrderStatus } from '../domain/order-state.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import { orderItems, orders } from './order-tables.ts';

export interface NewOrder {
  readonly id: OrderId;
  readonly buyerId: Id<'user'>;
  readonly currency: string;
  readonly total: MinorUnits;
  readonly tax: MinorUnits;
  readonly items: readonly (OrderItem & { readonly shareBasisPoints: number })[];
}

export async function insertOrder(tx: Tx, { items, ...order }: NewOrder): Promise<void> {
  await tx.sql.insert(orders).values({ ...order, createdAt: tx.ctx.now });
  await tx.sql.insert(orderItems).values(
    items.map(({ instructor, platform, ...item }) => ({
      ...item,
      orderId: order.id,
      instructorShare: instructor,
      platformShare: platform,
    })),
  );
}

/** What was bought; it never changes. */
export async function itemsOf(tx: Tx, orderId: OrderId): Promise<readonly OrderItem[]> {
  return (await itemsOfMany(tx, [orderId])).get(orderId) ?? [];
}

/** The same of several orders. */
export async function itemsOfMany(
  tx: Tx,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, readonly OrderItem[]>> {
  const rows = await tx.sql
    .select()
    .from(orderItems)
    .where(inArray(orderItems.orderId, [...orderIds]))
    .orderBy(asc(orderItems.orderId), asc(orderItems.line));
  const byOrder = Map.groupBy(rows, ({ orderId }) => id<'order'>(orderId));
  return new Map([...byOrder].map(([orderId, of]) => [orderId, of.map(toItem)]));
}

/** The order's state, and nobody else changes it until the transaction ends. */
export async function lockOrder(tx: Tx, orderId: OrderId): Promise<OrderStatus> {
  const [row] = await tx.sql
    .select({ status: orders.status })
    .from(orders)
    .where(eq(orders.id, orderId))
    .for('update');
  if (!row) throw new Error('a payment without its order');
  return row.status;
}

export async function setOrderStatus(tx: Tx, orderId: OrderId, status: OrderStatus): Promise<void> {
  await tx.sql.update(orders).set({ status }).where(eq(orders.id, orderId));
}

/** Takes courses away that this payment gave; those that the buyer has from elsewhere stay. */
export async function disown(
  tx: Tx,
  paymentId: string,
  courseIds: readonly string[],
): Promise<readonly Id<'course'>[]> {
  const rows = await tx.rows<{ courseId: string }>({
    text: `delete from commerce.owned_courses
           where payment_id = $1 and course_id = any ($2) returning course_id as "courseId"`,
    values: [paymentId, courseIds],
  });
  return rows.map(({ courseId }) => id<'course'>(courseId));
}

/** The other way round; a course that the buyer has bought again by now stays with that payment. */
export async function own(
  tx: Tx,
  { paymentId, buyerId }: { readonly paymentId: string; readonly buyerId: string },
  courseIds: readonly string[],
): Promise<readonly Id<'course'>[]> {
  const rows = await tx.rows<{ courseId: string }>({
    text: `insert into commerce.owned_courses (buyer_id, course_id, payment_id)
           select $2, course_id, $1 from unnest($3::uuid[]) as course_id order by course_id
           on conflict do nothing returning course_id as "courseId"`,
    values: [paymentId, buyerId, courseIds],
  });
  return rows.map(({ courseId }) => id<'course'>(courseId));
}

/** Which of these courses the person has by a payment. */
export async function ownedAmong(
  tx: Tx,
  buyerId: string,
  courseIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ courseId: string }>({
    text: `select course_id as "courseId" from commerce.owned_courses
           where buyer_id = $1 and course_id = any ($2)`,
    values: [buyerId, courseIds],
  });
  return rows.map(({ courseId }) => courseId);
}

/** An order whose only payment will not come any more. */
export async function expireOrder(tx: Tx, orderId: OrderId): Promise<void> {
  await tx.sql
    .update(orders)
    .set({ status: 'expired' })
    .where(sql`${orders.id} = ${orderId} and ${orders.status} = 'pending'`);
}

function toItem(row: typeof orderItems.$inferSelect): OrderItem {
  return {
    line: row.line,
    courseId: id<'course'>(row.courseId),
    title: row.title,
    instructorId: id<'user'>(row.instructorId),
    instructor: row.instructorShare,
    platform: row.platformShare,
    tax: row.tax,
  };
}
