import type { SystemTx } from '@edumaster/database';
import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { SigningKeyState } from '../signing-keys.ts';
import { signingKeys } from './tables.ts';

export interface NewSigningKey {
  readonly kid: string;
  readonly publicJwk: Record<string, unknown>;
  readonly privateJwkSealed: string;
}

export type StoredKey = typeof signingKeys.$inferSelect;

export function stateOf({ activatedAt, retiredAt }: StoredKey): SigningKeyState {
  if (activatedAt === null) return 'next';
  return retiredAt === null ? 'current' : 'retired';
}

/** Lets those who change the keys take turns until the transaction ends. */
export async function lockSigningKeys(tx: SystemTx): Promise<void> {
  await tx.rows({ text: `select pg_advisory_xact_lock(hashtext('identity signing keys'))` });
}

/** All that are published: the current one first, then the next, then the retired ones. */
export function publishedKeys(tx: SystemTx): Promise<StoredKey[]> {
  return tx.sql
    .select()
    .from(signingKeys)
    .where(or(isNull(signingKeys.publishedUntil), gt(signingKeys.publishedUntil, tx.ctx.now)))
    .orderBy(
      sql`${signingKeys.retiredAt} desc nulls first`,
      sql`${signingKeys.activatedAt} nulls last`,
    );
}

export async function insertSigningKey(
  tx: SystemTx,
  key: NewSigningKey,
  activatedAt: Date | null,
): Promise<void> {
  const { now: createdAt } = tx.ctx;
  await tx.sql.insert(signingKeys).values({ ...key, algorithm: 'ES256', createdAt, activatedAt });
}

/** Takes the current key out of signing; it stays published until then. */
export async function retireCurrentKey(tx: SystemTx, publishedUntil: Date): Promise<void> {
  await tx.sql
    .update(signingKeys)
    .set({ retiredAt: tx.ctx.now, publishedUntil })
    .where(and(sql`${signingKeys.activatedAt} is not null`, isNull(signingKeys.retiredAt)));
}

/** Lets the next key sign. @returns false when there is none */
export async function activateNextKey(tx: SystemTx): Promise<boolean> {
  const activated = await tx.sql
    .update(signingKeys)
    .set({ activatedAt: tx.ctx.now })
    .where(isNull(signingKeys.activatedAt))
    .returning({ kid: signingKeys.kid });
  return activated.length > 0;
}

/** @returns false for one that is not there */
export async function deleteSigningKey(tx: SystemTx, kid: string): Promise<boolean> {
  const deleted = await tx.sql
    .delete(signingKeys)
    .where(eq(signingKeys.kid, kid))
    .returning({ kid: signingKeys.kid });
  return deleted.length > 0;
}

/** Deletes those whose last token has expired. */
export async function deleteSpentKeys(tx: SystemTx): Promise<void> {
  await tx.sql.delete(signingKeys).where(lte(signingKeys.publishedUntil, tx.ctx.now));
}
