import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions } from './tables.ts';

export interface NewWebSession {
  /** Hash of the cookie's token. */
  readonly id: string;
  readonly personId: Id<'user'>;
  readonly tenantId: Id<'tenant'>;
  readonly host: string;
  readonly issuerSession: string | null;
  readonly refreshTokenSealed: string;
  readonly expiresAt: Date;
}

export async function insertWebSession(tx: SystemTx, session: NewWebSession): Promise<void> {
  const { now } = tx.ctx;
  await tx.sql.insert(sessions).values({ ...session, createdAt: now, lastSeenAt: now });
}

/**
 * Revokes the session.
 * @returns the session at the issuer that it came from, when it has one
 */
export async function revokeWebSession(tx: SystemTx, id: string): Promise<string | undefined> {
  const [session] = await tx.sql
    .update(sessions)
    .set({ revokedAt: sql`coalesce(${sessions.revokedAt}, ${tx.ctx.now.toISOString()})` })
    .where(eq(sessions.id, id))
    .returning({ issuerSession: sessions.issuerSession });
  return session?.issuerSession ?? undefined;
}

/** Revokes the sessions of all hosts that came from this session at the issuer. */
export async function revokeSessionsOf(tx: SystemTx, issuerSession: string): Promise<void> {
  await tx.sql
    .update(sessions)
    .set({ revokedAt: tx.ctx.now })
    .where(and(eq(sessions.issuerSession, issuerSession), isNull(sessions.revokedAt)));
}

/**
 * Deletes sessions that ended before this moment.
 * @returns how many there were, `limit` at most
 */
export async function deleteEndedSessions(
  tx: SystemTx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.sessions where id in (
             select id from identity.sessions where expires_at < $1 or revoked_at < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [before, limit],
  });
  return rows.length;
}
