import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, desc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import type { MessageTemplate } from '../domain/message-template.ts';
import { oneTimeMessages } from './tables.ts';

/** A message as it is kept; exactly one of address and telephone is there. */
export interface StoredMessage {
  readonly id: Id<'message'>;
  readonly tenantId: Id<'tenant'>;
  readonly template: MessageTemplate;
  readonly personId: Id<'user'> | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly host: string | null;
  readonly interaction: string | null;
  readonly locale: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
}

export async function insertMessage(tx: SystemTx, message: StoredMessage): Promise<void> {
  await tx.sql.insert(oneTimeMessages).values({ ...message, createdAt: tx.ctx.now });
}

/** Undefined for one that was used or is over. */
export async function findOpenMessage(
  tx: SystemTx,
  messageId: Id<'message'>,
): Promise<StoredMessage | undefined> {
  const [row] = await tx.sql
    .select()
    .from(oneTimeMessages)
    .where(and(eq(oneTimeMessages.id, messageId), isOpen(tx)));
  return row && toMessage(row);
}

/** Uses the message up. Of two at the same time the second waits, and then finds it used. */
export async function useMessage(
  tx: SystemTx,
  { id: messageId, template }: { readonly id: Id<'message'>; readonly template: MessageTemplate },
): Promise<StoredMessage | undefined> {
  const isIt = and(eq(oneTimeMessages.id, messageId), eq(oneTimeMessages.template, template));
  const [row] = await tx.sql
    .update(oneTimeMessages)
    .set({ usedAt: tx.ctx.now })
    .where(and(isIt, isOpen(tx)))
    .returning();
  return row && toMessage(row);
}

export interface CodeReceiver {
  readonly template: MessageTemplate;
  readonly phoneNumber: string;
  readonly personId: Id<'user'>;
}

/** The last code that was sent to somebody, held until the transaction ends. */
export async function lockLastCode(
  tx: SystemTx,
  { template, phoneNumber, personId }: CodeReceiver,
): Promise<{ id: Id<'message'>; attempts: number } | undefined> {
  const [row] = await tx.sql
    .select({ id: oneTimeMessages.id, attempts: oneTimeMessages.attempts })
    .from(oneTimeMessages)
    .where(
      and(
        eq(oneTimeMessages.template, template),
        eq(oneTimeMessages.phoneNumber, phoneNumber),
        eq(oneTimeMessages.personId, personId),
        isOpen(tx),
      ),
    )
    .orderBy(desc(oneTimeMessages.createdAt), desc(oneTimeMessages.id))
    .limit(1)
    .for('update');
  return row && { id: id<'message'>(row.id), attempts: row.attempts };
}

export async function countAttempt(
  tx: SystemTx,
  message: { readonly id: Id<'message'>; readonly attempts: number },
): Promise<void> {
  await tx.sql
    .update(oneTimeMessages)
    .set({ attempts: message.attempts + 1 })
    .where(eq(oneTimeMessages.id, message.id));
}

/** Uses up what is open of a person or of an address. */
export async function useUpMessages(
  tx: SystemTx,
  of: {
    readonly templates: readonly MessageTemplate[];
    readonly personId?: Id<'user'>;
    readonly email?: string;
  },
): Promise<void> {
  const { templates, personId, email } = of;
  const owner =
    personId === undefined
      ? eq(oneTimeMessages.email, email ?? '')
      : eq(oneTimeMessages.personId, personId);
  await tx.sql
    .update(oneTimeMessages)
    .set({ usedAt: tx.ctx.now })
    .where(and(owner, inArray(oneTimeMessages.template, [...templates]), isOpen(tx)));
}

/** Uses up the ways back to addresses that an account had after this message was sent. */
export async function useUpWaysBackSince(
  tx: SystemTx,
  { id: messageId, personId }: StoredMessage,
): Promise<void> {
  await tx.rows({
    text: `update identity.one_time_messages later set used_at = $3
           from identity.one_time_messages back
           where back.id = $1 and later.person_id = $2 and later.template = 'email-changed'
             and later.used_at is null and later.created_at > back.created_at`,
    values: [messageId, personId, tx.ctx.now],
  });
}

/** The address of an account's last message of this kind that waits for its answer. */
export async function openEmailOf(
  tx: SystemTx,
  personId: Id<'user'>,
  template: MessageTemplate,
): Promise<string | null> {
  const isOf = and(eq(oneTimeMessages.personId, personId), eq(oneTimeMessages.template, template));
  const [row] = await tx.sql
    .select({ email: oneTimeMessages.email })
    .from(oneTimeMessages)
    .where(and(isOf, isOpen(tx)))
    .orderBy(desc(oneTimeMessages.createdAt))
    .limit(1);
  return row?.email ?? null;
}

/** Whether somebody may still take a change of their address back to this one. */
export async function isRestorable(tx: SystemTx, email: string): Promise<boolean> {
  const isBack = and(
    eq(oneTimeMessages.email, email),
    eq(oneTimeMessages.template, 'email-changed'),
  );
  const [row] = await tx.sql
    .select({ id: oneTimeMessages.id })
    .from(oneTimeMessages)
    .where(and(isBack, isOpen(tx)))
    .limit(1);
  return row !== undefined;
}

/** @returns how many there were, `limit` at most: anybody can make any number of them */
export async function deleteEndedMessages(tx: SystemTx, limit: number): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.one_time_messages where id in (
             select id from identity.one_time_messages where expires_at < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [tx.ctx.now, limit],
  });
  return rows.length;
}

function isOpen(tx: SystemTx): SQL | undefined {
  return and(isNull(oneTimeMessages.usedAt), gt(oneTimeMessages.expiresAt, tx.ctx.now));
}

function toMessage(row: typeof oneTimeMessages.$inferSelect): StoredMessage {
  const { createdAt: _, usedAt: __, attempts: ___, ...message } = row;
  return {
    ...message,
    id: id<'message'>(row.id),
    tenantId: id<'tenant'>(row.tenantId),
    personId: row.personId === null ? null : id<'user'>(row.personId),
  };
}
