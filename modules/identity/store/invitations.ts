import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { MessageId } from '../messages/one-time-message.ts';
import { invitations } from './tables.ts';

export type InvitationId = Id<'invitation'>;

export interface Invitation {
  readonly tenantId: Id<'tenant'>;
  readonly id: InvitationId;
  readonly email: string;
  readonly roles: readonly string[];
  readonly messageId: MessageId;
  readonly invitedBy: Id<'user'>;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly closedAs: 'accepted' | 'withdrawn' | null;
  readonly acceptedBy: Id<'user'> | null;
}

type Sent = Pick<Invitation, 'roles' | 'messageId' | 'invitedBy' | 'expiresAt'>;

/** @returns false when an open one to this address is there: the index has the last word */
export async function insertInvitation(
  tx: SystemTx,
  invitation: Sent & Pick<Invitation, 'tenantId' | 'id' | 'email'>,
): Promise<boolean> {
  const { now } = tx.ctx;
  const inserted = await tx.sql
    .insert(invitations)
    .values({ ...invitation, roles: [...invitation.roles], createdAt: now, sentAt: now })
    .onConflictDoNothing({
      target: [invitations.tenantId, invitations.email],
      where: isNull(invitations.closedAt),
    })
    .returning({ id: invitations.id });
  return inserted.length > 0;
}

/** The mail goes out again. */
export async function writeSent(tx: SystemTx, key: InvitationKey, sent: Sent): Promise<void> {
  await tx.sql
    .update(invitations)
    .set({ ...sent, roles: [...sent.roles], sentAt: tx.ctx.now })
    .where(isInvitation(key));
}

export interface InvitationKey {
  readonly tenantId: Id<'tenant'>;
  readonly id: InvitationId;
}

/** Held until the transaction ends. */
export function lockInvitation(tx: SystemTx, key: InvitationKey): Promise<Invitation | undefined> {
  return lockOne(tx, and(isInvitation(key), isNull(invitations.closedAt)));
}

export function lockOpenInvitationTo(
  tx: SystemTx,
  { tenantId, email }: Pick<Invitation, 'tenantId' | 'email'>,
): Promise<Invitation | undefined> {
  const isTo = and(eq(invitations.tenantId, tenantId), eq(invitations.email, email));
  return lockOne(tx, and(isTo, isNull(invitations.closedAt)));
}

/** Open or closed. */
export function lockInvitationOfMessage(
  tx: SystemTx,
  { tenantId, messageId }: Pick<Invitation, 'tenantId' | 'messageId'>,
): Promise<Invitation | undefined> {
  const isOf = and(eq(invitations.tenantId, tenantId), eq(invitations.messageId, messageId));
  return lockOne(tx, isOf);
}

export async function closeInvitation(
  tx: SystemTx,
  key: InvitationKey,
  closed: { readonly as: 'accepted'; readonly by: Id<'user'> } | { readonly as: 'withdrawn' },
): Promise<void> {
  const acceptedBy = closed.as === 'accepted' ? closed.by : null;
  await tx.sql
    .update(invitations)
    .set({ closedAt: tx.ctx.now, closedAs: closed.as, acceptedBy })
    .where(isInvitation(key));
}

/**
 * Forgets those that were closed, or lost their validity, before this moment.
 * @returns how many there were, `limit` at most
 */
export async function deleteOldInvitations(
  tx: SystemTx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.invitations where (tenant_id, id) in (
             select tenant_id, id from identity.invitations
             where coalesce(closed_at, expires_at) < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [before, limit],
  });
  return rows.length;
}

/** Open ones of no other roles than these, the newest first. */
export async function listOpenInvitations(
  tx: SystemTx,
  input: {
    readonly tenantId: Id<'tenant'>;
    readonly roles: readonly string[];
    readonly before: InvitationId | undefined;
    readonly limit: number;
  },
): Promise<readonly Invitation[]> {
  const rows = await tx.sql
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.tenantId, input.tenantId),
        isNull(invitations.closedAt),
        sql`${invitations.roles} <@ ${sql.param([...input.roles])}::text[]`,
        input.before === undefined ? undefined : lt(invitations.id, input.before),
      ),
    )
    .orderBy(desc(invitations.id))
    .limit(input.limit);
  return rows.map(toInvitation);
}

export function isExpired({ expiresAt }: Pick<Invitation, 'expiresAt'>, now: Date): boolean {
  return expiresAt <= now;
}

function isInvitation({ tenantId, id: invitationId }: InvitationKey): SQL | undefined {
  return and(eq(invitations.tenantId, tenantId), eq(invitations.id, invitationId));
}

async function lockOne(tx: SystemTx, where: SQL | undefined): Promise<Invitation | undefined> {
  const [row] = await tx.sql.select().from(invitations).where(where).for('update');
  return row && toInvitation(row);
}

function toInvitation(row: typeof invitations.$inferSelect): Invitation {
  const { createdAt: _, closedAt: __, ...invitation } = row;
  return {
    ...invitation,
    tenantId: id<'tenant'>(row.tenantId),
    id: id<'invitation'>(row.id),
    messageId: id<'message'>(row.messageId),
    invitedBy: id<'user'>(row.invitedBy),
    acceptedBy: row.acceptedBy === null ? null : id<'user'>(row.acceptedBy),
  };
}
