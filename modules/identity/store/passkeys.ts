import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, asc, count, eq } from 'drizzle-orm';
import { passkeys } from './factor-tables.ts';

export interface Passkey {
  readonly id: Id<'passkey'>;
  readonly personId: Id<'user'>;
  /** As the authenticator names it, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isBackedUp: boolean;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface PasskeyKey {
  readonly id: Id<'passkey'>;
  readonly personId: Id<'user'>;
}

/** @returns false when this authenticator's key is somebody's already */
export async function insertPasskey(tx: SystemTx, passkey: Passkey): Promise<boolean> {
  const added = await tx.sql
    .insert(passkeys)
    .values({ ...passkey, transports: [...passkey.transports] })
    .onConflictDoNothing({ target: passkeys.credentialId })
    .returning({ id: passkeys.id });
  return added.length > 0;
}

export async function passkeysOf(tx: SystemTx, personId: Id<'user'>): Promise<readonly Passkey[]> {
  const rows = await tx.sql
    .select()
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
  return rows.map(toPasskey);
}

export async function countPasskeys(tx: SystemTx, personId: Id<'user'>): Promise<number> {
  const [row] = await tx.sql
    .select({ count: count() })
    .from(passkeys)
    .where(eq(passkeys.personId, personId));
  return row?.count ?? 0;
}

export async function findPasskeyByCredential(
  tx: SystemTx,
  credentialId: string,
): Promise<Passkey | undefined> {
  const [row] = await tx.sql.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row && toPasskey(row);
}

/** The passkey, locked: of two uses at the same time the second waits for the first. */
export async function lockPasskey(
  tx: SystemTx,
  passkeyId: Id<'passkey'>,
): Promise<Passkey | undefined> {
  const [row] = await tx.sql
    .select()
    .from(passkeys)
    .where(eq(passkeys.id, passkeyId))
    .for('update');
  return row && toPasskey(row);
}

export async function recordUse(
  tx: SystemTx,
  passkeyId: Id<'passkey'>,
  use: { readonly counter: number; readonly isBackedUp: boolean },
): Promise<void> {
  await tx.sql
    .update(passkeys)
    .set({ ...use, lastUsedAt: tx.ctx.now })
    .where(eq(passkeys.id, passkeyId));
}

export async function renamePasskey(
  tx: SystemTx,
  key: PasskeyKey,
  name: string,
): Promise<Passkey | undefined> {
  const [row] = await tx.sql.update(passkeys).set({ name }).where(isPasskey(key)).returning();
  return row && toPasskey(row);
}

/** @returns whether the person had it */
export async function deletePasskey(tx: SystemTx, key: PasskeyKey): Promise<boolean> {
  const deleted = await tx.sql
    .delete(passkeys)
    .where(isPasskey(key))
    .returning({ id: passkeys.id });
  return deleted.length > 0;
}

function isPasskey(key: PasskeyKey) {
  return and(eq(passkeys.id, key.id), eq(passkeys.personId, key.personId));
}

function toPasskey(row: typeof passkeys.$inferSelect): Passkey {
  return { ...row, id: id<'passkey'>(row.id), personId: id<'user'>(row.personId) };
}
