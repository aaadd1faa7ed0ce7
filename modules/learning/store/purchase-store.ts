import type { Tx } from '@edumaster/database';
import { and, eq, isNull } from 'drizzle-orm';
import { enrollments, purchases } from './tables.ts';

/** A course that a person got by a payment. */
export interface Purchase {
  readonly paymentId: string;
  readonly courseId: string;
  readonly userId: string;
}

type CourseAndUser = Pick<Purchase, 'courseId' | 'userId'>;

/** A purchase that was given back before we heard of it stays so. */
export async function notePurchase(
  tx: Tx,
  { paymentId, courseId, userId }: Purchase,
): Promise<void> {
  await tx.sql.insert(purchases).values({ paymentId, courseId, userId }).onConflictDoNothing();
}

/** Whether it was given back, also when we have not heard of it yet. */
export async function setWithdrawn(
  tx: Tx,
  { paymentId, courseId, userId }: Purchase,
  withdrawnAt: Date | null,
): Promise<void> {
  await tx.sql
    .insert(purchases)
    .values({ paymentId, courseId, userId, withdrawnAt })
    .onConflictDoUpdate({
      target: [purchases.tenantId, purchases.paymentId, purchases.courseId],
      set: { withdrawnAt },
    });
}

export async function hasPurchase(tx: Tx, { courseId, userId }: CourseAndUser): Promise<boolean> {
  const rows = await tx.sql
    .select({ paymentId: purchases.paymentId })
    .from(purchases)
    .where(
      and(
        eq(purchases.userId, userId),
        eq(purchases.courseId, courseId),
        isNull(purchases.withdrawnAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether a locked enrollment comes from a purchase. */
export async function isBought(tx: Tx, enrollmentId: string): Promise<boolean> {
  const [row] = await tx.sql
    .select({ isBought: enrollments.isBought })
    .from(enrollments)
    .where(eq(enrollments.id, enrollmentId));
  return row?.isBought ?? false;
}

export async function openBought(tx: Tx, enrollmentId: string, purchasedAt: Date): Promise<void> {
  const forGood = { scope: 'lifetime', status: 'active', expiresAt: null } as const;
  await tx.sql
    .update(enrollments)
    .set({ ...forGood, isBought: true, purchasedAt })
    .where(eq(enrollments.id, enrollmentId));
}

export async function revoke(tx: Tx, enrollmentId: string): Promise<void> {
  await tx.sql
    .update(enrollments)
    .set({ status: 'revoked' })
    .where(eq(enrollments.id, enrollmentId));
}
