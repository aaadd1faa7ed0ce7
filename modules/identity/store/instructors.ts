import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, eq } from 'drizzle-orm';
import type { InstructorStatus } from '../domain/instructor-application.ts';
import type { MembershipKey } from './memberships.ts';
import { instructors } from './tables.ts';

export interface InstructorDetails {
  readonly headline: string;
  readonly bio: string;
  readonly country: string;
}

export interface Instructor extends InstructorDetails {
  readonly status: InstructorStatus;
  readonly reason: string | null;
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
}

export async function findInstructor(
  tx: SystemTx,
  key: MembershipKey,
): Promise<Instructor | undefined> {
  const [row] = await tx.sql.select().from(instructors).where(isOf(key));
  return row;
}

/** The same, held until the transaction ends. */
export async function lockInstructor(
  tx: SystemTx,
  key: MembershipKey,
): Promise<Instructor | undefined> {
  const [row] = await tx.sql.select().from(instructors).where(isOf(key)).for('update');
  return row;
}

/** What is left out, or undefined, stays as it is. */
export type InstructorChange = {
  readonly [Field in keyof Instructor]?: Instructor[Field] | undefined;
} & { readonly decidedBy?: Id<'user'> | null };

/** Somebody applies for the first time; false when they did at the same moment elsewhere. */
export async function insertInstructor(
  tx: SystemTx,
  key: MembershipKey,
  instructor: Instructor,
): Promise<boolean> {
  const added = await tx.sql
    .insert(instructors)
    .values({ ...key, ...instructor, updatedAt: tx.ctx.now })
    .onConflictDoNothing()
    .returning({ personId: instructors.personId });
  return added.length > 0;
}

export async function updateInstructor(
  tx: SystemTx,
  key: MembershipKey,
  change: InstructorChange,
): Promise<void> {
  await tx.sql
    .update(instructors)
    .set({ ...change, updatedAt: tx.ctx.now })
    .where(isOf(key));
}

function isOf({ tenantId, personId }: MembershipKey) {
  return and(eq(instructors.tenantId, tenantId), eq(instructors.personId, personId));
}
