import type { SystemTx, Tx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, eq, gt, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import { impersonations, sessions } from './tables.ts';

export interface Impersonation {
  readonly tenantId: Id<'tenant'>;
  readonly id: Id<'impersonation'>;
  readonly sessionId: string;
  readonly adminId: Id<'user'>;
  readonly personId: Id<'user'>;
  readonly reason: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

/** @throws the refusal of `impersonations_one_open` when the session has one that is not ended */
export async function insertImpersonation(
  tx: Tx,
  impersonation: Omit<Impersonation, 'tenantId'>,
): Promise<void> {
  await tx.sql.insert(impersonations).values(impersonation);
}

/** The one that this session is in now. */
export async function findImpersonation(
  tx: Tx,
  sessionId: string,
): Promise<Impersonation | undefined> {
  const [row] = await tx.sql
    .select()
    .from(impersonations)
    .where(and(isOpen, eq(impersonations.sessionId, sessionId), isNotOver(tx)));
  return row && toImpersonation(row);
}

/** Ends what is open of a session. @returns those that this call ended */
export function endOfSession(tx: Tx | SystemTx, sessionId: string): Promise<Impersonation[]> {
  return end(tx, eq(impersonations.sessionId, sessionId));
}

/** Ends what is open by a person and in their name. */
export function endOfPerson(tx: Tx | SystemTx, personId: Id<'user'>): Promise<Impersonation[]> {
  const isTheirs = or(eq(impersonations.adminId, personId), eq(impersonations.personId, personId));
  return end(tx, isTheirs);
}

/** Ends those whose time is up, and those whose session has ended. */
export async function endOver(tx: SystemTx): Promise<Impersonation[]> {
  const live = tx.sql
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, impersonations.sessionId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, tx.ctx.now),
      ),
    );
  return end(tx, or(lte(impersonations.expiresAt, tx.ctx.now), notExists(live)));
}

const isOpen = isNull(impersonations.endedAt);

function isNotOver(tx: Tx) {
  return gt(impersonations.expiresAt, tx.ctx.now);
}

async function end(tx: Tx | SystemTx, which: SQL | undefined): Promise<Impersonation[]> {
  const rows = await tx.sql
    .update(impersonations)
    .set({
      endedAt: sql`least(${tx.ctx.now.toISOString()}::timestamptz, ${impersonations.expiresAt})`,
    })
    .where(and(isOpen, which))
    .returning();
  return rows.map(toImpersonation);
}

function toImpersonation(row: typeof impersonations.$inferSelect): Impersonation {
  const { endedAt: _, ...open } = row;
  return {
    ...open,
    tenantId: id<'tenant'>(row.tenantId),
    id: id<'impersonation'>(row.id),
    adminId: id<'user'>(row.adminId),
    personId: id<'user'>(row.personId),
  };
}
