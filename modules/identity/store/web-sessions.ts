import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
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
  /** When the issuer is asked whether it goes on; null when it ends its sessions here itself. */
  readonly renewAt: Date | null;
}

/** @returns false when its person has been signed out everywhere meanwhile; see migration 0010 */
export async function insertWebSession(tx: SystemTx, session: NewWebSession): Promise<boolean> {
  const { now } = tx.ctx;
  const added = await tx.sql
    .insert(sessions)
    .values({ ...session, createdAt: now, lastSeenAt: now })
    .returning({ id: sessions.id });
  return added.length > 0;
}

export type EndedSession = Pick<
  typeof sessions.$inferSelect,
  'issuerSession' | 'refreshTokenSealed'
>;

/** Revokes the session. @returns undefined when there is none */
export async function revokeWebSession(
  tx: SystemTx,
  id: string,
): Promise<EndedSession | undefined> {
  const [session] = await tx.sql
    .update(sessions)
    .set({ revokedAt: sql`coalesce(${sessions.revokedAt}, ${tx.ctx.now.toISOString()})` })
    .where(eq(sessions.id, id))
    .returning({
      issuerSession: sessions.issuerSession,
      refreshTokenSealed: sessions.refreshTokenSealed,
    });
  return session;
}

/**
 * Holds a person as they are until the transaction ends: who bans them or signs them out everywhere
 * waits, and then finds what was written meanwhile.
 * @returns whether they may act
 */
export async function holdActivePerson(tx: SystemTx, personId: Id<'user'>): Promise<boolean> {
  const [person] = await tx.rows<{ isActive: boolean }>({
    text: `select status = 'active' as "isActive" from identity.persons where id = $1 for share`,
    values: [personId],
  });
  return person?.isActive ?? false;
}

/**
 * Who opens a session here and who ends the one at the issuer take turns until the transaction
 * ends: else a browser that comes back from the issuer while it signs out elsewhere would be left
 * with a session that nobody ends.
 */
export async function lockIssuerSession(tx: SystemTx, issuerSession: string): Promise<void> {
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`identity issuer session ${issuerSession}`],
  });
}

export type RenewableSession = Pick<
  typeof sessions.$inferSelect,
  'host' | 'tenantId' | 'personId' | 'refreshTokenSealed' | 'renewAt'
>;

/**
 * Claims the renewal of a session that is due, for a while: a refresh token is for one use.
 * @returns undefined when it is not due, has ended, or somebody else renews it
 */
export async function claimRenewal(
  tx: SystemTx,
  id: string,
  claimedUntil: Date,
): Promise<RenewableSession | undefined> {
  const { now } = tx.ctx;
  const [session] = await tx.sql
    .update(sessions)
    .set({ renewalClaimedUntil: claimedUntil })
    .where(
      and(
        eq(sessions.id, id),
        isNull(sessions.revokedAt),
        lte(sessions.renewAt, now),
        or(isNull(sessions.renewalClaimedUntil), lte(sessions.renewalClaimedUntil, now)),
      ),
    )
    .returning();
  return session;
}

/** When a live session is to be renewed; undefined for one that has ended. */
export async function renewalTimeOf(tx: SystemTx, id: string): Promise<Date | undefined> {
  const [session] = await tx.sql
    .select({ renewAt: sessions.renewAt })
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
  return session?.renewAt ?? undefined;
}

export async function saveRenewal(
  tx: SystemTx,
  id: string,
  renewal: { readonly refreshTokenSealed: string; readonly renewAt: Date },
): Promise<void> {
  await tx.sql
    .update(sessions)
    .set({ ...renewal, renewalClaimedUntil: null })
    .where(eq(sessions.id, id));
}

/** Revokes every session of a person. */
export async function revokeSessionsOfPerson(tx: SystemTx, personId: Id<'user'>): Promise<void> {
  await tx.sql
    .update(sessions)
    .set({ revokedAt: tx.ctx.now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)));
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
